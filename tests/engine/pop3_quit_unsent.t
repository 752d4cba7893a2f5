# QUIT waits behind DELE and was never sent: nothing was deleted.
protocol: pop3
flags: clear
user: ann
secret: s3cret
S: +OK
C: CAPA
S: +OK
S: USER
S: .
C: USER ann
S: +OK
C: PASS s3cret
S: +OK
! READY 1
C: CAPA
S: -ERR
> dele 1
> quit
C: DELE 1
> eof
! ABORTED 2 CONN_LOST
! ABORTED 3 CONN_LOST
! FAILED CONN_LOST stage=COMMAND

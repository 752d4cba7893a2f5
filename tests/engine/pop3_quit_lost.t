# What was marked may or may not be gone when the reply to QUIT does not come.
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
C: DELE 1
S: +OK
! DONE 2
> quit
C: QUIT
> eof
! UNKNOWN 3 CONN_LOST
! FAILED CONN_LOST stage=QUIT

# Nothing was marked, so QUIT changes nothing.
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
S: -ERR no such message
! REFUSED 2 REPLY_PERM
> quit
C: QUIT
> eof
! DONE 3
! CLOSED

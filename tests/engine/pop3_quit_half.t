# Half a reply is none.
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
s: +OK
> eof
! UNKNOWN 3 TRUNCATED
! FAILED TRUNCATED

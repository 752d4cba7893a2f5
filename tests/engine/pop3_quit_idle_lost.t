# QUIT that changes nothing: a server may close without a word.
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
> quit
C: QUIT
> eof
! DONE 2
! CLOSED

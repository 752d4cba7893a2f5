# Without PIPELINING one command waits for the other.
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
> retr 2
> quit
C: DELE 1
S: +OK
! DONE 2
C: RETR 2
S: +OK
! MSG 3 num=2
S: .
! MSG_END 3 num=2
! DONE 3
C: QUIT
S: +OK
! DONE 4
! CLOSED

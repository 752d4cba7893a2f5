# Where pipelining was offered before logging in, asking again costs no round trip.
protocol: pop3
flags: clear
user: ann
secret: s3cret
S: +OK
C: CAPA
S: +OK
S: PIPELINING
S: TOP
S: .
C: USER ann
S: +OK
C: PASS s3cret
S: +OK
! READY 1
C: CAPA
> top 1 0
> quit
C: TOP 1 0
C: QUIT
S: +OK
S: PIPELINING
S: .
S: +OK
! MSG 2
S: .
! MSG_END 2
! DONE 2
S: +OK
! DONE 3
! CLOSED

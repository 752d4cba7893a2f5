# Without CAPA nobody knows what is offered.
protocol: pop3
flags: clear strict
user: ann
secret: s3cret
S: +OK
C: CAPA
S: -ERR
C: USER ann
S: +OK
C: PASS s3cret
S: +OK
! READY 1
> uidl
C: UIDL
S: +OK
S: .
! DONE 2

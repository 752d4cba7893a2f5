# Single bytes do not keep a body alive.
protocol: pop3
flags: clear
user: ann
secret: s3cret
timeouts: body=10000
modes: chunks
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
> retr 1
C: RETR 1
S: +OK
! MSG 2
s: a
! DATA "a"
> time 6000
s: b
! DATA "b"
> time 4000
! ABORTED 2 TIMEOUT
! FAILED TIMEOUT stage=BODY

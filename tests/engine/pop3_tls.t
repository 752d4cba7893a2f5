# TLS from the first byte: STLS is never sent, and the greeting comes inside.
protocol: pop3
security: tls
user: ann
secret: s3cret
! SECURE
> secure ok
S: +OK
C: CAPA
S: +OK
S: STLS
! CAP "STLS"
S: USER
! CAP "USER"
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
S: +OK
! DONE 2
! CLOSED

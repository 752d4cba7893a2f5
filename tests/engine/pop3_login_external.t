# By the client certificate.
protocol: pop3
security: tls
user: ann
auth: external
! SECURE
> secure ok
S: +OK hi
C: CAPA
S: +OK
S: SASL EXTERNAL PLAIN
S: .
C: AUTH EXTERNAL =
S: +OK in
! READY 1 0 "in"
C: CAPA
S: -ERR

# By the client certificate, for somebody.
protocol: pop3
security: tls
user: ann
auth: external
authzid: bob@example.org
! SECURE
> secure ok
S: +OK hi
C: CAPA
S: +OK
S: SASL EXTERNAL
S: .
C: AUTH EXTERNAL Ym9iQGV4YW1wbGUub3Jn
S: +OK in
! READY 1 0 "in"
C: CAPA
S: -ERR

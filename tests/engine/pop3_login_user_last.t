# USER and PASS are the last resort.
protocol: pop3
security: tls
user: ann
secret: hunter22
! SECURE
> secure ok
S: +OK hi
C: CAPA
S: +OK
S: USER
S: SASL X-OTHER
S: .
C: USER ann
S: +OK
C: PASS hunter22
S: +OK in
! READY 1 0 "in"
C: CAPA
S: -ERR

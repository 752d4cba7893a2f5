# It says yes to the name alone.
protocol: pop3
security: tls
in_bytes: 256
user: ann
secret: hunter22
nonce: fyko+d2lbbFgONRv9qkxdawL
! SECURE
> secure ok
S: +OK hi
C: CAPA
S: +OK
S: SASL SCRAM-SHA-256
S: .
C: AUTH SCRAM-SHA-256 biwsbj1hbm4scj1meWtvK2QybGJiRmdPTlJ2OXFreGRhd0w=
S: +OK in
! FAILED AUTH_SERVER stage=AUTH

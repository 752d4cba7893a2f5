# A challenge that is no base64.
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
S: + cj1meW=tvK2
! FAILED PROTOCOL

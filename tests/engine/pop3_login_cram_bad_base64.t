# A challenge that is no base64.
protocol: pop3
security: tls
in_bytes: 128
user: ann
secret: hunter22
auth: cram
nonce: fyko+d2lbbFgONRv9qkxdawL
! SECURE
> secure ok
S: +OK hi
C: CAPA
S: +OK
S: SASL CRAM-MD5
S: .
C: AUTH CRAM-MD5
S: + @@@@
! FAILED PROTOCOL

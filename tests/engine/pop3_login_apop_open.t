# A time stamp without an end.
protocol: pop3
user: mrose
secret: tanstaaf
auth: apop
nonce: fyko+d2lbbFgONRv9qkxdawL
S: +OK <1896.1@x
C: CAPA
S: -ERR
! FAILED AUTH_NEEDS_TLS stage=AUTH

# A time stamp that is no msg-id.
protocol: pop3
user: mrose
secret: tanstaaf
auth: apop
nonce: fyko+d2lbbFgONRv9qkxdawL
S: +OK <1896.697170952>
C: CAPA
S: -ERR
! FAILED AUTH_NEEDS_TLS stage=AUTH

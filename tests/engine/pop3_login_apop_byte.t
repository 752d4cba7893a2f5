# A time stamp with a byte that no msg-id has.
protocol: pop3
user: mrose
secret: tanstaaf
auth: apop
nonce: fyko+d2lbbFgONRv9qkxdawL
S: +OK <1896\xff@x>
C: CAPA
S: -ERR
! FAILED AUTH_NEEDS_TLS stage=AUTH

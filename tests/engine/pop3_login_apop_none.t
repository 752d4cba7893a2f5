# No time stamp, no APOP.
protocol: pop3
user: mrose
secret: tanstaaf
auth: apop
nonce: fyko+d2lbbFgONRv9qkxdawL
S: +OK hello
C: CAPA
S: -ERR
! FAILED AUTH_NEEDS_TLS stage=AUTH

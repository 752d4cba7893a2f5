# CRAM-MD5 is used only by who says so.
security: tls
user: ann
secret: hunter22
nonce: fyko+d2lbbFgONRv9qkxdawL
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH CRAM-MD5
! FAILED AUTH_MECHANISM stage=AUTH

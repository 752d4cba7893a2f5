# auth 0 never takes a password for a token.
security: tls
user: ann
secret: hunter22
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH XOAUTH2
! FAILED AUTH_MECHANISM stage=AUTH

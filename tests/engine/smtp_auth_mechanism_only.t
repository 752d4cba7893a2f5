# Only what is allowed.
security: tls
user: ann
secret: hunter22
auth: plain
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH LOGIN
! FAILED AUTH_MECHANISM stage=AUTH

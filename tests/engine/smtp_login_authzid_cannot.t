# LOGIN cannot say for whom.
security: tls
user: ann
secret: hunter22
auth: login xoauth2
authzid: bob
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH LOGIN XOAUTH2
! FAILED AUTH_MECHANISM stage=AUTH

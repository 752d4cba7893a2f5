# No mechanism in common: nobody is logged in in silence.
security: tls
user: ann
secret: hunter22
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH CRAM-MD5 GSSAPI
! FAILED AUTH_MECHANISM stage=AUTH

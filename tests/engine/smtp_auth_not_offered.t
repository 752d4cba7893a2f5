# A login is wanted and AUTH not offered: an error, no message as nobody.
security: tls
user: ann
secret: hunter22
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250 x
! FAILED AUTH_MECHANISM stage=AUTH

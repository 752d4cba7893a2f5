# Refused with 504.
security: tls
user: ann
secret: hunter22
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH PLAIN
C: AUTH PLAIN AGFubgBodW50ZXIyMg==
S: 504-5.5.4 because
S: 504 5.5.4 of this
! FAILED AUTH_MECHANISM stage=AUTH reply=504 enh=5.5.4 retry=0 "because\nof this"

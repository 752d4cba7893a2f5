# Refused with 534.
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
S: 534-5.7.9 because
S: 534 5.7.9 of this
! FAILED AUTH_APP_PASSWORD stage=AUTH reply=534 enh=5.7.9 retry=0 "because\nof this"

# Refused with 454.
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
S: 454-4.7.0 because
S: 454 4.7.0 of this
! FAILED AUTH_LATER stage=AUTH reply=454 enh=4.7.0 retry=1 "because\nof this"

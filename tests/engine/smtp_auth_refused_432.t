# Refused with 432.
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
S: 432-4.7.12 because
S: 432 4.7.12 of this
! FAILED AUTH_LATER stage=AUTH reply=432 enh=4.7.12 retry=1 "because\nof this"

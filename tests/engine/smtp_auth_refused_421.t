# Refused with 421.
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
S: 421-4.3.0 because
S: 421 4.3.0 of this
! FAILED SERVER_BYE stage=AUTH reply=421 enh=4.3.0 retry=1 "because\nof this"

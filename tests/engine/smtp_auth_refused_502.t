# Refused with 502.
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
S: 502-5.5.1 because
S: 502 5.5.1 of this
! FAILED AUTH_MECHANISM stage=AUTH reply=502 enh=5.5.1 retry=0 "because\nof this"

# Refused with 550.
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
S: 550-5.7.1 because
S: 550 5.7.1 of this
! FAILED AUTH stage=AUTH reply=550 enh=5.7.1 retry=0 "because\nof this"

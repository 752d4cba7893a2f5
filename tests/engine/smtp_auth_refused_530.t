# Refused with 530.
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
S: 530-5.7.0 because
S: 530 5.7.0 of this
! FAILED AUTH_NEEDS_TLS stage=AUTH reply=530 enh=5.7.0 retry=0 "because\nof this"

# No more tries than the caller allows.
security: tls
user: ann
secret: hunter22
tries: 1
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN AGFubgBodW50ZXIyMg==
S: 504 5.7.4 no
! FAILED AUTH_MECHANISM stage=AUTH reply=504

# A wrong password is not tried in another way.
security: tls
user: ann
secret: hunter22
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN AGFubgBodW50ZXIyMg==
S: 535 5.7.8 no
! FAILED AUTH stage=AUTH reply=535

# An empty password is a password.
security: tls
user: ann
secret: 
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH PLAIN
C: AUTH PLAIN AGFubgA=
S: 235 2.7.0 welcome
! READY 1

# The line is too long for it: the response waits to be asked for.
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
S: 500 5.5.2 Line too long
C: AUTH PLAIN
S: 334 
C: AGFubgBodW50ZXIyMg==
S: 235 2.7.0 in
! READY 1 235 "in"

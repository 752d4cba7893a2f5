# PLAIN with its initial response.
security: tls
user: ann
secret: hunter22
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH LOGIN PLAIN
C: AUTH PLAIN AGFubgBodW50ZXIyMg==
S: 235 2.7.0 welcome
! READY 1 235 2.7.0 "welcome"
> caps +AUTH=plain +AUTH=login +AUTH -AUTH=xoauth2

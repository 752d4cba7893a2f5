# Microsoft: three connections.
security: tls
in_bytes: 256
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
S: 432 4.3.2 Concurrent connections limit exceeded.
! FAILED AUTH_THROTTLED stage=AUTH scope=2

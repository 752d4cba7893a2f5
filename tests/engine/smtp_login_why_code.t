# QQ: an authorization code.
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
S: 535 Login Fail. Please enter your authorization code to login.
! FAILED AUTH_APP_PASSWORD stage=AUTH

# Google: too many logins.
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
S: 454 4.7.0 Too many login attempts, please try again later.
! FAILED AUTH_THROTTLED stage=AUTH scope=1 retry=1

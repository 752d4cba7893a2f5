# A person must go to the web.
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
S: 534-5.7.14 Please log in via your web browser and then try again.
S: 534 5.7.14 Learn more
! FAILED AUTH_LOCKED stage=AUTH

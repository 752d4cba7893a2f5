# STARTTLS, a fresh EHLO, and only what that one said.
security: starttls
user: ann
secret: hunter22
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250-STARTTLS
S: 250-8BITMIME
S: 250-SIZE 99
S: 250-AUTH LOGIN
S: 250 DSN
C: STARTTLS
S: 220 go
! SECURE
> caps none
> secure ok
C: EHLO [127.0.0.1]
S: 250-x
S: 250-SIZE 5
S: 250 AUTH PLAIN
C: AUTH PLAIN AGFubgBodW50ZXIyMg==
S: 235 ok
! READY 1
> caps +SIZE +AUTH=plain +EHLO -STARTTLS -8BITMIME -DSN -AUTH=login
> max_bytes 5

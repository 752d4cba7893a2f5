# The same with an initial response, and with a refusal.
security: tls
flags: trace
user: ann
secret: hunter22
! SECURE
> secure ok
S: 220 mail.example.org
! TRACE S flags=NONE "220 mail.example.org"
! TRACE C flags=NONE "EHLO [127.0.0.1]"
C: EHLO [127.0.0.1]
S: 250-x
! TRACE S "250-x"
S: 250 AUTH PLAIN
! TRACE S "250 AUTH PLAIN"
! TRACE C flags=REDACTED "AUTH PLAIN "
C: AUTH PLAIN AGFubgBodW50ZXIyMg==
S: 535 5.7.8 no
! TRACE S flags=NONE "535 5.7.8 no"
! FAILED AUTH "no"

# EHLO is refused under TLS with a login wanted.
security: tls
user: ann
secret: hunter22
! SECURE
> secure ok
S: 220 old.example.org
C: EHLO [127.0.0.1]
S: 502 what?
! FAILED stage=HELLO

# By the client certificate.
security: tls
user: ann
auth: external
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH EXTERNAL PLAIN
C: AUTH EXTERNAL =
S: 235 2.7.0 in
! READY 1 235 "in"

# 235 comes before AUTH was sent.
input: whole
security: tls
user: ann
secret: hunter22
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH PLAIN
S: 235 welcome
! FAILED PROTOCOL

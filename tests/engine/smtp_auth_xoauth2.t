# XOAUTH2 only where it is asked for.
security: tls
user: ann
secret: hunter22
auth: xoauth2
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH PLAIN XOAUTH2
C: AUTH XOAUTH2 dXNlcj1hbm4BYXV0aD1CZWFyZXIgaHVudGVyMjIBAQ==
S: 235 ok
! READY 1

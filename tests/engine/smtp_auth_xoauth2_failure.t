# Its failure comes as JSON in a 334; an empty line fetches the reply.
in_bytes: 128
security: tls
user: ann
secret: hunter22
auth: xoauth2
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH XOAUTH2
C: AUTH XOAUTH2 dXNlcj1hbm4BYXV0aD1CZWFyZXIgaHVudGVyMjIBAQ==
S: 334 eyJzdGF0dXMiOiI0MDEifQ==
! OAUTH 0 "{\"status\":\"401\"}"
C:
S: 535 5.7.8 expired
! FAILED AUTH_EXPIRED stage=AUTH reply=535 enh=5.7.8 "expired"

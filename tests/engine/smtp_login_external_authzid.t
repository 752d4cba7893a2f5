# By the client certificate, for somebody.
security: tls
user: ann
auth: external
authzid: bob@example.org
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH EXTERNAL
C: AUTH EXTERNAL Ym9iQGV4YW1wbGUub3Jn
S: 235 2.7.0 in
! READY 1 235 "in"

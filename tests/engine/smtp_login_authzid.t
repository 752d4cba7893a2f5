# PLAIN for somebody else (RFC 4616 4).
security: tls
user: Kurt
secret: xipj3plmq
authzid: Ursel
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH LOGIN PLAIN
C: AUTH PLAIN VXJzZWwAS3VydAB4aXBqM3BsbXE=
S: 235 2.7.0 in
! READY 1 235 "in"

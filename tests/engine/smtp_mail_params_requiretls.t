# REQUIRETLS (RFC 8689) over TLS.
security: tls
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 REQUIRETLS
! READY 1
> mail a@b requiretls
C: MAIL FROM:<a@b> REQUIRETLS
S: 250 ok
! DONE 2

# The handshake ends in PORT_IS_PLAIN.
security: starttls
user: ann
secret: hunter22
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 STARTTLS
C: STARTTLS
S: 220 go
! SECURE
> secure PORT_IS_PLAIN
! FAILED INJECTED stage=TLS

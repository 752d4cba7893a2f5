# Words from before TLS are not handed on: not one CAP of them.
security: starttls
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-evil
S: 250-XEVIL
S: 250 STARTTLS
C: STARTTLS
S: 220 go
! SECURE
> secure ok
C: EHLO [127.0.0.1]
S: 250-x
S: 250 XGOOD
! CAP 0 "XGOOD"
! READY 1

# STARTTLS is never sent once TLS runs, whatever is offered.
security: starttls
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 STARTTLS
C: STARTTLS
S: 220 go
! SECURE
> secure ok
C: EHLO [127.0.0.1]
S: 250-x
S: 250 STARTTLS
! READY 1
> caps +STARTTLS

# PIPELINING of the clear reply counts no more after TLS.
security: starttls
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250-PIPELINING
S: 250 STARTTLS
C: STARTTLS
S: 220 go
! SECURE
> secure ok
C: EHLO [127.0.0.1]
S: 250 x
! READY 1
> caps -PIPELINING -STARTTLS
> mail ann@example.org
> rcpt bob@example.net
C: MAIL FROM:<ann@example.org>
S: 250 ok
! DONE 2
C: RCPT TO:<bob@example.net>
S: 250 ok
! DONE 3

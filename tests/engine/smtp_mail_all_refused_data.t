# Nobody is accepted, and DATA is refused for it.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 PIPELINING
! READY 1
> mail ann@example.org
> rcpt a@example.net
> data
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<a@example.net>
C: DATA
S: 250 ok
! DONE 2
S: 550 5.1.1 no
! REFUSED 3 550
S: 503 5.5.1 no recipients
! REFUSED 4 503 5.5.1
> mail ann@example.org
C: RSET
C: MAIL FROM:<ann@example.org>
S: 250 ok
S: 250 ok
! DONE 5

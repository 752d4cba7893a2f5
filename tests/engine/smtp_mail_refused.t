# MAIL is refused, what was sent behind it falls with it.
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
S: 552 5.3.4 too big
! REFUSED 2 552 5.3.4
S: 503 5.5.1 need MAIL
! REFUSED 3 503
S: 503 5.5.1 need MAIL
! REFUSED 4 503
> mail ann@example.org
C: RSET
C: MAIL FROM:<ann@example.org>
S: 250 ok
S: 250 ok
! DONE 5

# Nobody is accepted, and yet the server takes the dot: refused all the same.
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
S: 354 go ahead
C: .
S: 250 2.0.0 thank you
! REFUSED 4 550 err=REPLY_PERM

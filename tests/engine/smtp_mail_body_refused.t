# The message is refused after the dot; the connection serves the next one.
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
S: 250 ok
! DONE 3
S: 354 go
> write buy now
> end
C: buy now
C: .
S: 554 5.7.1 spam
! REFUSED 4 554 5.7.1 err=REPLY_PERM stage=DATA_END "spam"
> mail ann@example.org
C: RSET
C: MAIL FROM:<ann@example.org>
S: 250 ok
S: 250 ok
! DONE 5
> quit
C: QUIT
S: 221 bye
! DONE 6
! CLOSED

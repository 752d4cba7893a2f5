# Nobody is accepted: with the DATA out already, a 354 is answered by a dot alone (RFC 2920 3.1).
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 PIPELINING
! READY 1
> mail ann@example.org
> rcpt a@example.net
> rcpt b@example.net
> data
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<a@example.net>
C: RCPT TO:<b@example.net>
C: DATA
S: 250 ok
! DONE 2
S: 550 5.1.1 no
! REFUSED 3 550
S: 451 4.3.0 later
! REFUSED 4 451
S: 354 go ahead
C: .
S: 554 5.5.1 no valid recipients
! REFUSED 5 554 5.5.1 err=REPLY_PERM
> write x = USAGE
> end = USAGE
> mail ann@example.org
C: RSET
C: MAIL FROM:<ann@example.org>
S: 250 ok
S: 250 ok
! DONE 6

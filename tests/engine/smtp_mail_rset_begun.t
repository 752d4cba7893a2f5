# RSET gives up the message begun.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 PIPELINING
! READY 1
> mail a@b
> rcpt c@d
> rset
> data = USAGE
> rcpt c@d = USAGE
> mail e@f
C: MAIL FROM:<a@b>
C: RCPT TO:<c@d>
C: RSET
C: MAIL FROM:<e@f>
S: 250 ok
! DONE 2
S: 250 ok
! DONE 3
S: 250 ok
! DONE 4
S: 250 ok
! DONE 5

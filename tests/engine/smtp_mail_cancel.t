S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 PIPELINING
! READY 1
> mail a@b
> rcpt c@d
C: MAIL FROM:<a@b>
C: RCPT TO:<c@d>
S: 250 ok
! DONE 2
> cancel
! ABORTED 3 CANCELLED
! FAILED CANCELLED

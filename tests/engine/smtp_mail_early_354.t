# 354 before DATA was sent.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250 x
! READY 1
> mail a@b
> rcpt c@d
> data
C: MAIL FROM:<a@b>
S: 250 ok
! DONE 2
C: RCPT TO:<c@d>
S: 250 ok
! DONE 3
C: DATA
S: 354 go
S: 250 2.0.0 queued
! ABORTED 4 PROTOCOL
! FAILED PROTOCOL

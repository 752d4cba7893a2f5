# 354 comes with the reply to RCPT: no body is sent for it.
input: whole
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
S: 354 go
! ABORTED 4 PROTOCOL
! FAILED PROTOCOL

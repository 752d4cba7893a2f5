# It closes in the middle of the body.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250 x
! READY 1
> mail a@b
C: MAIL FROM:<a@b>
S: 250 ok
! DONE 2
> rcpt c@d
C: RCPT TO:<c@d>
S: 250 ok
! DONE 3
> data
C: DATA
S: 354 go
> write x\r\n
C: x
> eof
! ABORTED 4 CONN_LOST
! FAILED CONN_LOST stage=BODY
> write x = CONN_LOST
> end = CONN_LOST

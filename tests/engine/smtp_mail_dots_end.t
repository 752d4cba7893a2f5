# The body's last line is a dot without an end.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 PIPELINING
! READY 1
> mail a@b
> rcpt c@d
> data
C: MAIL FROM:<a@b>
C: RCPT TO:<c@d>
C: DATA
S: 250 ok
! DONE 2
S: 250 ok
! DONE 3
S: 354 go
> write a\r\n.
> end
C: a
C: ..
C: .
S: 250 ok
! DONE 4

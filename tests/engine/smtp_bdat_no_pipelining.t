# Without PIPELINING: DATA.
out_bytes: =4096
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 CHUNKING
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
> write x
> end
C: x
C: .
S: 250 ok
! DONE 4

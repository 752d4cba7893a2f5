# The server leaves while a body is open.
out_bytes: =4096
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250-PIPELINING
S: 250 CHUNKING
! READY 1
> mail a@b
> rcpt c@d
> data
> write one\r\n
C: MAIL FROM:<a@b>
C: RCPT TO:<c@d>
S: 250 ok
! DONE 2
S: 421 4.3.2 bye
! REFUSED 3 421
! ABORTED 4 SERVER_BYE
! FAILED SERVER_BYE
> write two = SERVER_BYE
> end = SERVER_BYE

# An empty message.
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
> end
C: MAIL FROM:<a@b>
C: RCPT TO:<c@d>
C: BDAT 0 LAST
S: 250 ok
! DONE 2
S: 250 ok
! DONE 3
S: 250 ok
! DONE 4

# The recipient is refused while the body is still being written: what comes is dropped.
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
S: 550 5.1.1 no
! REFUSED 3
> write two\r\n
> end
C: BDAT 10 LAST
C: one
C: two
S: 503 5.5.1 nobody
! REFUSED 4 503

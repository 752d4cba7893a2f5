# The connection ends before a chunk that is not the last is answered: not sent.
out_bytes: =4096
writes: whole
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250-PIPELINING
S: 250 CHUNKING
! READY 1
> mail a@b
> rcpt c@d
C: MAIL FROM:<a@b>
C: RCPT TO:<c@d>
S: 250 ok
! DONE 2
S: 250 ok
! DONE 3
> data
> write*5000 x
C: BDAT 4069
c*4069: x
> eof
! ABORTED 4 CONN_LOST
! FAILED CONN_LOST

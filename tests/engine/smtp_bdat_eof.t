# The connection ends with the whole chunk out: unknown.
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
> end
C: MAIL FROM:<a@b>
C: RCPT TO:<c@d>
C: BDAT 5 LAST
C: one
> eof
! ABORTED 2 CONN_LOST
! ABORTED 3 CONN_LOST
! UNKNOWN 4 CONN_LOST
! FAILED CONN_LOST

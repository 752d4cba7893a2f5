# The last chunk is refused; the next message is served.
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
> write one
> end
C: MAIL FROM:<a@b>
C: RCPT TO:<c@d>
C: BDAT 5 LAST
C: one
S: 250 ok
! DONE 2
S: 250 ok
! DONE 3
S: 554 5.7.1 spam
! REFUSED 4 554 5.7.1 stage=DATA_END
> mail e@f
C: RSET
C: MAIL FROM:<e@f>
S: 250 ok
S: 250 ok
! DONE 5

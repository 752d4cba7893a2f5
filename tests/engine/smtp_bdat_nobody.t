# Nobody was accepted, and the server takes the chunk all the same: refused.
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
S: 250 ok
! DONE 2
S: 550 5.1.1 no
! REFUSED 3 550 5.1.1
S: 250 2.0.0 fine
! REFUSED 4 550 err=REPLY_PERM

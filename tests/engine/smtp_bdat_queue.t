# Two messages in flight at once, the second refused by its recipient.
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
> mail e@f
> rcpt g@h
> data
> write two\r\n
> end
> quit
C: MAIL FROM:<a@b>
C: RCPT TO:<c@d>
C: BDAT 5 LAST
C: one
C: RSET
C: MAIL FROM:<e@f>
C: RCPT TO:<g@h>
C: BDAT 5 LAST
C: two
C: QUIT
S: 250 ok
! DONE 2
S: 250 ok
! DONE 3
S: 250 2.0.0 one
! DONE 4 250 "one"
S: 250 reset
S: 250 ok
! DONE 5
S: 550 5.1.1 no
! REFUSED 6 550
S: 503 5.5.1 no recipients
! REFUSED 7 503 5.5.1
S: 221 bye
! DONE 8
! CLOSED

# A chunk of the first message is refused while the body of the second is open: that one lives.
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
> end
C: BDAT 4069
c*4069: x
C: BDAT 933 LAST
c*931: x
c: \r\n
> mail e@f
> rcpt g@h
> data
> write two
C: RSET
C: MAIL FROM:<e@f>
C: RCPT TO:<g@h>
S: 552 5.3.4 too big
! REFUSED 4 552 5.3.4
S: 503 5.5.1 no
S: 250 reset
S: 250 ok
! DONE 5
S: 250 ok
! DONE 6
> end
C: BDAT 5 LAST
C: two
S: 250 2.0.0 two
! DONE 7 250 "two"

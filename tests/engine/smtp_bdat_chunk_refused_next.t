# The same, and the caller goes on with the next message at once.
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
S: 552 5.3.4 too big
! REFUSED 4 552 5.3.4
> mail e@f
> rcpt g@h
C: RSET
C: MAIL FROM:<e@f>
C: RCPT TO:<g@h>
S: 250 ok
S: 250 ok
! DONE 5
S: 250 ok
! DONE 6
> data
> write*10 z
> end
C: BDAT 12 LAST
C: zzzzzzzzzz
S: 250 ok
! DONE 7 250

# A chunk is refused while the body is open: what is written from then on is dropped.
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
> write*9000 y
> end
> end = USAGE
> noop
C: NOOP
S: 250 ok
! DONE 5
> mail a@b
C: RSET
C: MAIL FROM:<a@b>
S: 250 ok
S: 250 ok
! DONE 6

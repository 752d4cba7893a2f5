# A message refused in a flight leaves nothing behind for the next one.
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
S: 451 later
! REFUSED 2 451
S: 503 no
! REFUSED 3 503
S: 503 no
! REFUSED 4 503
> mail a@b
> rset
C: RSET
C: MAIL FROM:<a@b>
C: RSET
S: 250 ok
S: 250 ok
! DONE 5
S: 250 ok
! DONE 6

# One flight for a whole message (RFC 3030): no dots are doubled.
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
> write .hello\n..world
> end
C: MAIL FROM:<a@b>
C: RCPT TO:<c@d>
C: BDAT 17 LAST
C: .hello
C: ..world
S: 250 ok
! DONE 2
S: 250 ok
! DONE 3
S: 250 2.0.0 queued
! DONE 4 250 2.0.0 "queued"
> quit
C: QUIT
S: 221 bye
! DONE 5
! CLOSED

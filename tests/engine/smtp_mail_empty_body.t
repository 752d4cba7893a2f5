# No byte at all; the next message begins on a clean line.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 PIPELINING
! READY 1
> mail ""
> rcpt postmaster
> data
C: MAIL FROM:<>
C: RCPT TO:<postmaster>
C: DATA
S: 250 ok
! DONE 2
S: 250 ok
! DONE 3
S: 354 go
> end
C: .
S: 250 ok
! DONE 4

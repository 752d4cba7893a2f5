# Three messages queued on one connection, in as few flights as DATA allows.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 PIPELINING
! READY 1
> mail a@b
> rcpt c@d
> data
C: MAIL FROM:<a@b>
C: RCPT TO:<c@d>
C: DATA
S: 250 ok
! DONE 2
S: 250 ok
! DONE 3
S: 354 go
> write one
> end
> mail e@f
> rcpt g@h
> data
C: one
C: .
C: RSET
C: MAIL FROM:<e@f>
C: RCPT TO:<g@h>
C: DATA
S: 250 2.0.0 one
! DONE 4 250 2.0.0 "one"
S: 250 reset
S: 250 ok
! DONE 5
S: 550 no
! REFUSED 6
S: 354 go
C: .
S: 554 nobody
! REFUSED 7
> mail i@j
> rcpt k@l
> data
C: RSET
C: MAIL FROM:<i@j>
C: RCPT TO:<k@l>
C: DATA
S: 250 reset
S: 250 ok
! DONE 8
S: 250 ok
! DONE 9
S: 354 go
> write three
> end
> quit
C: three
C: .
C: QUIT
S: 250 2.0.0 three
! DONE 10 250 2.0.0 "three"
S: 221 bye
! DONE 11
! CLOSED

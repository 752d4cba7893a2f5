# A queue of four: the fifth waits.
commands: 4
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 PIPELINING
! READY 1
> mail a@b
> rcpt c@d
> rcpt e@f
> rcpt g@h
> rcpt i@j = WANT_WRITE
> data = WANT_WRITE
C: MAIL FROM:<a@b>
C: RCPT TO:<c@d>
C: RCPT TO:<e@f>
C: RCPT TO:<g@h>
S: 250 ok
! DONE 2
> rcpt i@j
> data = WANT_WRITE
C: RCPT TO:<i@j>
S: 250 ok
! DONE 3
> data
C: DATA
S: 250 ok
! DONE 4
S: 250 ok
! DONE 5
S: 250 ok
! DONE 6
S: 354 go
> write x
> end
> noop
C: x
C: .
C: NOOP
S: 250 ok
! DONE 7
S: 250 ok
! DONE 8

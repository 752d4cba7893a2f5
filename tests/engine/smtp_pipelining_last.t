# Nothing is sent behind a command that must be the last of its group (RFC 2920 3.1).
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 PIPELINING
! READY 1
> noop
> noop
> vrfy x
> mail a@b
> rcpt c@d
> rset
> mail e@f
> rcpt g@h
> data
C: NOOP
S: 250 ok
! DONE 2
C: NOOP
S: 250 ok
! DONE 3
C: VRFY x
S: 252 ok
! DONE 4
C: MAIL FROM:<a@b>
C: RCPT TO:<c@d>
C: RSET
C: MAIL FROM:<e@f>
C: RCPT TO:<g@h>
C: DATA
S: 250 ok
! DONE 5
S: 250 ok
! DONE 6
S: 250 ok
! DONE 7
S: 250 ok
! DONE 8
S: 250 ok
! DONE 9
S: 354 go
> write x
> end
> noop
> quit
C: x
C: .
C: NOOP
S: 250 ok
! DONE 10
S: 250 ok
! DONE 11
C: QUIT
S: 221 bye
! DONE 12
! CLOSED

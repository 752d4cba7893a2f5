# Between DATA and the end of its body nothing else can be said, whether it has begun or not.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250 x
! READY 1
> mail a@b
> rcpt c@d
> data
> noop = USAGE
> quit = USAGE
> mail e@f = USAGE
> rcpt e@f = USAGE
> data = USAGE
> rset = USAGE
> vrfy e = USAGE
C: MAIL FROM:<a@b>
S: 250 ok
! DONE 2
C: RCPT TO:<c@d>
S: 250 ok
! DONE 3
C: DATA
> noop = USAGE
> quit = USAGE
> mail e@f = USAGE
S: 354 go
> noop = USAGE
> rset = USAGE
> write x
> noop = USAGE
> quit = USAGE
> mail e@f = USAGE
> rcpt e@f = USAGE
> data = USAGE
> end
> noop
C: x
C: .
S: 250 ok
! DONE 4
C: NOOP
S: 250 ok
! DONE 5

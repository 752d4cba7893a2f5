# QUIT is answered by closing: no failure.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250 x
! READY 1
> quit
C: QUIT
> eof
! DONE 2
! CLOSED
> noop = USAGE
> mail a@b = USAGE

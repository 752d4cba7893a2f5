S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250 x
! READY 1
> quit
> noop = USAGE
C: QUIT
S: 500 what?
! DONE 2
! CLOSED

# QUIT waits 2 seconds, no longer.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250 x
! READY 1
> timeout never
> quit
C: QUIT
> timeout 2000
> time 1999
> timeout 1
> time 1
! DONE 2
! CLOSED

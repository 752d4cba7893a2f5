# Only the farewell may come unasked.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250 x
! READY 1
> noop
C: NOOP
S: 250 ok
! DONE 2
> time 1000
S: 421 4.4.2 idle for too long
! FAILED SERVER_BYE stage=IDLE retry=1 "idle for too long"

# A reply that nobody asked for ends the session.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250 x
! READY 1
> noop
C: NOOP
S: 250 ok
! DONE 2
S: 250 and another
! FAILED PROTOCOL stage=IDLE

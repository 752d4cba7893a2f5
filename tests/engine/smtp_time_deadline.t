# mw_deadline ends it whatever happens.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250 x
! READY 1
> deadline 5000
> timeout 5000
> time 4000
> noop
C: NOOP
S: 250 ok
! DONE 2
> timeout 1000
> noop
C: NOOP
> time 1000
! ABORTED 3 TIMEOUT
! FAILED TIMEOUT

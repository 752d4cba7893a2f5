# 0 takes it back; a later call replaces it.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250 x
! READY 1
> deadline 5000
> deadline 0
> time 6000
> timeout never
> deadline 100
> deadline 9000
> time 8999
> timeout 1
> noop
C: NOOP
S: 250 ok
! DONE 2

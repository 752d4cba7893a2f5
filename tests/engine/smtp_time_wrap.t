# The clock may pass 2^32 ms.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250 x
! READY 1
> time 4294960000
> noop
C: NOOP
> time 7000
> timeout 293000
> time 1000
S: 250 ok
! DONE 2

S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250 x
! READY 1
> noop
C: NOOP
S: 250-one
S: 550 two
! ABORTED 2 PROTOCOL
! FAILED PROTOCOL

# 3yz asks for something nobody has.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250 x
! READY 1
> noop
C: NOOP
S: 354 go ahead
! ABORTED 2 PROTOCOL
! FAILED PROTOCOL err=PROTOCOL stage=COMMAND

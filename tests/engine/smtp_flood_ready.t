# Unasked for, without end: the first one is enough.
modes: chunks
S: 220 x
C: EHLO [127.0.0.1]
S: 250 x
! READY 1
S*5000: 250 ok
! FAILED PROTOCOL stage=IDLE

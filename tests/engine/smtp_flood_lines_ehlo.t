# The same to EHLO.
modes: chunks
S: 220 x
C: EHLO [127.0.0.1]
S*1001: 250-X
! FAILED FLOOD stage=HELLO

# The same in a reply.
modes: chunks
in_bytes: =256
S: 220 x
C: EHLO [127.0.0.1]
s: 250 
s*70000: x
! READY 1 flags=CUT
! FAILED FLOOD stage=IDLE

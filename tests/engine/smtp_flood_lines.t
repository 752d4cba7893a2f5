# A reply without end.
modes: chunks
in_bytes: =256
S*1001: 220-and so on
! FAILED FLOOD stage=GREETING

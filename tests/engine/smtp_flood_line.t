# A line without end, and without an LF.
modes: chunks
in_bytes: =256
s*80000: 2
! FAILED stage=GREETING

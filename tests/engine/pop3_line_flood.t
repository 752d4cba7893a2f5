# A line without end: it is cut, the rest is passed over, but not for ever.
protocol: pop3
modes: chunks
in_bytes: =4096
S: +OK
C: CAPA
S: +OK
s*7000: 0123456789
! FAILED FLOOD stage=HELLO

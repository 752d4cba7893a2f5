# Capabilities without end.
protocol: imap
modes: chunks
in_bytes: =512
S: * OK hello
C: A1 CAPABILITY
s: * CAPABILITY
s*1002:  X
! FAILED FLOOD

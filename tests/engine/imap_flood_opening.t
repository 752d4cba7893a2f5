# Responses without end before READY.
protocol: imap
modes: chunks
in_bytes: =512
S: * OK hello
C: A1 CAPABILITY
S*1025: * 3 EXISTS
! FAILED FLOOD

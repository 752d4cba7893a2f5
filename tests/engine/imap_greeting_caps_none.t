# CAPABILITY says nothing.
protocol: imap
S: * OK ready
C: A1 CAPABILITY
S: A1 OK
! READY 1 0 ""
> caps none

# The same, strictly.
protocol: imap
flags: strict
S: * OK hello
C: A1 CAPABILITY
S: * CAPABILITY IMAP4rev1
S: A1 OK done
! READY 1
S: CAPABILITY completed.
! FAILED PROTOCOL

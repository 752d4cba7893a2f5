# A text that ends in LF alone.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> noop
C: A1 NOOP
s: A1 OK x\n
! DONE 2
> quirk LF 1

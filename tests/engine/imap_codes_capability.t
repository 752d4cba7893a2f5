# What is offered is nobody's, whatever it comes with.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! CAP 0 "IMAP4rev1"
! READY 1
> noop
C: A1 NOOP
S: A1 OK [CAPABILITY IMAP4rev1 IDLE] done
! CAP 0 "IMAP4rev1" item=0
! CAP 0 "IDLE"
! DONE 2 "done"

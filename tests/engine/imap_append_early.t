# A good answer to half a message cannot be.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1 LITERAL+] hello
! READY 1
> append A bytes=30
> write 0123456789
C: A1 APPEND "A" {30+}
c: 0123456789
S: A1 OK good
! ABORTED 2 PROTOCOL
! FAILED PROTOCOL

# STARTTLS, with CAPABILITY asked before it.
protocol: imap
security: starttls
S: * OK hello
C: A1 CAPABILITY
S: * CAPABILITY IMAP4rev1 STARTTLS
S: A1 OK
C: A2 STARTTLS
S: A2 ok go
! SECURE
> secure ok
C: A3 CAPABILITY
S: * CAPABILITY IMAP4rev1
S: A3 OK done
! READY 1 0 "done"

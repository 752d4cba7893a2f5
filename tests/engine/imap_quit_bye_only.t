# LOGOUT: the server closes without its reply.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> quit
C: A1 LOGOUT
S: * BYE bye
> eof
! DONE 2
! CLOSED

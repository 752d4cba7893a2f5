# What the server offers is asked before and after logging in.
protocol: imap
flags: clear
user: ann
secret: s3cret
S: * OK hello
C: A1 CAPABILITY
S: * CAPABILITY IMAP4rev1
! CAP "IMAP4rev1"
S: A1 OK
C: A2 LOGIN "ann" "s3cret"
S: A2 OK hi ann
C: A3 CAPABILITY
S: * CAPABILITY IMAP4rev1 LITERAL+
! CAP "IMAP4rev1"
! CAP "LITERAL+"
S: A3 OK done
! READY 1 0 "done"
> caps +LITERAL_PLUS

# The greeting names no capabilities: they are asked for.
protocol: imap
S: * OK ready
C: A1 CAPABILITY
S: * CAPABILITY IMAP4rev1 STARTTLS LITERAL- AUTH=LOGIN AUTH=XOAUTH2 X-OTHER idle
! CAP "IMAP4rev1"
! CAP "STARTTLS"
! CAP "LITERAL-"
! CAP "AUTH=LOGIN"
! CAP "AUTH=XOAUTH2"
! CAP "X-OTHER"
! CAP "idle"
S: A1 OK done
! READY 1 0 "done"
> caps +IMAP4REV1 +STARTTLS +AUTH=login +AUTH=xoauth2 -LOGINDISABLED

# What the server offers is the session's, whosever answer says it: CAP has no command's id.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! CAP 0 "IMAP4rev1"
! READY 1
> noop
C: A1 NOOP
S: A1 OK [CAPABILITY IMAP4rev1 IDLE] done
! CAP 0 "IMAP4rev1"
! CAP 0 "IDLE"
! DONE 2 "done"
> caps +IMAP4REV1 +IDLE

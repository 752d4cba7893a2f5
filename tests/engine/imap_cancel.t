# The caller gives up in a body.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
S: * 1 FETCH (UID 1 BODY[] {100}
! MSG
! BODY
> cancel
! ABORTED 2
! FAILED CANCELLED stage=BODY

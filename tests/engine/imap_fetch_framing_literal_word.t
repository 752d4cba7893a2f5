# A framing error ends the session.
protocol: imap
in_bytes: =64
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
S: * 1 FETCH (UID 1 BODY[] {5x}
! MSG 2
! ABORTED 2
! FAILED PROTOCOL

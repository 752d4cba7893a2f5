# Responses without end that say nothing.
protocol: imap
modes: chunks
in_bytes: =512
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
S*1025: * SEARCH
! ABORTED 2
! FAILED FLOOD

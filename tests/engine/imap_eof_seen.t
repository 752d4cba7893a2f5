# A fetch that marks messages as read may have had its effect.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1 items=body,mark_seen
> fetch 1 items=flags,mark_seen
C: A1 UID FETCH 1 (BODY[])
C: A2 UID FETCH 1 (FLAGS)
> eof
! UNKNOWN 2
! ABORTED 3
! FAILED CONN_LOST

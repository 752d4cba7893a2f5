# BYE ends the session.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
S: * BYE [UNAVAILABLE] Server shutting down.
! ABORTED 2
! FAILED SERVER_BYE "Server shutting down." word=UNAVAILABLE retry=1

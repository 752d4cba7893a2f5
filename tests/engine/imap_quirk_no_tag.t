# A line without tag or star: Exchange, which closes then.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> noop
C: A1 NOOP
S: Server Unavailable. 15
! ABORTED 2
! FAILED SERVER_BYE "Server Unavailable. 15" retry=1
> quirk NO_TAG 1

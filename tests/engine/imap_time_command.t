# Silence after a command.
protocol: imap
timeouts: command=1000
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
> time 1000
! ABORTED 2
! FAILED TIMEOUT stage=COMMAND retry=1

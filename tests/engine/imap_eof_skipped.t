# The stream ends.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
s: * LIST {50}\r\nab
> eof
! ABORTED 2
! FAILED TRUNCATED

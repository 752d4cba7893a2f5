# A name longer than the server said: a framing error.
protocol: imap
in_bytes: 64
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
S: * LIST () "/" {4}
S: hello
! FAILED PROTOCOL

# A reply that the protocol does not allow.
protocol: imap
in_bytes: =96
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> noop
C: A1 NOOP
S: Server Unavailable.
! ABORTED 2
! FAILED PROTOCOL stage=COMMAND

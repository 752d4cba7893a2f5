# A greeting that is none.
protocol: imap
S: * CAPABILITY IMAP4rev1
! FAILED PROTOCOL stage=GREETING

# A greeting that is none.
protocol: imap
S: * HELLO
! FAILED PROTOCOL stage=GREETING

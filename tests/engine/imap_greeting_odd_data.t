# A greeting that is none.
protocol: imap
S: * 3 EXISTS
! FAILED PROTOCOL stage=GREETING

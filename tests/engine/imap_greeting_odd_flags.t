# A greeting that is none.
protocol: imap
S: * FLAGS (a)
! FAILED PROTOCOL stage=GREETING

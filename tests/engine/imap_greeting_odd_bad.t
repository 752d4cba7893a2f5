# A greeting that is none.
protocol: imap
S: * BAD nothing
! FAILED PROTOCOL stage=GREETING

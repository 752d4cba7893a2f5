# A greeting that is none.
protocol: imap
S: * OKAY ready
! FAILED PROTOCOL stage=GREETING

# A greeting that is none.
protocol: imap
S: *
! FAILED PROTOCOL stage=GREETING

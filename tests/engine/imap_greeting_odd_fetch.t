# A greeting that is none.
protocol: imap
S: * 1 FETCH (FLAGS ())
! FAILED PROTOCOL stage=GREETING

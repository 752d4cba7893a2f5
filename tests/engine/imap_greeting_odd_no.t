# A greeting that is none.
protocol: imap
S: * NO nothing
! FAILED PROTOCOL stage=GREETING

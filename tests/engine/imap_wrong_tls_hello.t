# Another service answers.
protocol: imap
s: \x16\x03\x01
! FAILED PORT_IS_TLS stage=GREETING

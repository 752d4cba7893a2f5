# Another service answers.
protocol: imap
s: \x15\x03\x01\x00\x02\x02\x46
! FAILED PORT_IS_TLS stage=GREETING

# An alert of a TLS server, which is no line and never will be.
s: \x15\x03\x01\x00\x02\x02\x0a
! FAILED PORT_IS_TLS stage=GREETING

# The reply to EHLO comes with the greeting.
input: whole
S: 220 mail.example.org
S: 250 x
! FAILED PROTOCOL

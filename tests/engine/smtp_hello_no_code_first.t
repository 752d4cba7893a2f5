# The first line must have its code.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: SIZE
! FAILED PROTOCOL stage=HELLO

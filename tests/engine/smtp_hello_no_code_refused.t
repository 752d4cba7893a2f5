# A refused EHLO has no such lines.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 502-what
S: SIZE
! FAILED PROTOCOL stage=HELLO

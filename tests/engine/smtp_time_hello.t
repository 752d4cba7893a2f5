# Silence after EHLO.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
> timeout 300000
> time 299999
> timeout 1
> time 1
! FAILED TIMEOUT stage=HELLO retry=1

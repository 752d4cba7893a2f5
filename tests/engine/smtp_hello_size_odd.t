# A SIZE that is no number, or a number too big: none.
in_bytes: 96
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-mail.example.org
S: 250 SIZE 99999999999999999999999
! READY 1
> max_bytes 0

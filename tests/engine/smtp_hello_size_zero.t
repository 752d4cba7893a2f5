# SIZE without a number, or 0: no limit known (RFC 1870 4).
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-mail.example.org
S: 250 SIZE 0
! READY 1
> max_bytes 0
> mail ann@example.org bytes=18446744073709551615
C: MAIL FROM:<ann@example.org> SIZE=18446744073709551615
S: 552 too big
! REFUSED 2 552 err=REPLY_PERM stage=COMMAND

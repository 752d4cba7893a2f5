# What a terminal might obey is never handed on.
S: 220 mail.example.org \x1b[31m\x07
C: EHLO [127.0.0.1]
S: 250 x
! READY 1
> noop
C: NOOP
S: 250 2.0.0 \x1b]0;evil\x07 \x7f ok\x00
! DONE 2 250 2.0.0 "?]0;evil? ? ok?"
> noop
C: NOOP
S: 550 5.0.0 \x1b[2J
! REFUSED 3 550 "?[2J"

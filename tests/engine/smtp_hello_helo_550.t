# EHLO is answered 550: HELO all the same.
S: 220 old.example.org
C: EHLO [127.0.0.1]
S: 550 what?
C: HELO [127.0.0.1]
S: 250 hello
! READY 1 250
> caps none
> mail ann@example.org body=8bit = NOT_OFFERED

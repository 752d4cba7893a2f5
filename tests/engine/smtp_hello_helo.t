# EHLO is unknown there: HELO (RFC 5321 3.2), then without any extension.
S: 220 old.example.org
C: EHLO [127.0.0.1]
S: 500 5.5.1 what?
C: HELO [127.0.0.1]
S: 250 hello
! READY 1 250
> caps none
> mail ann@example.org body=8bit = NOT_OFFERED
> mail "ann@example.org" bytes=100
C: MAIL FROM:<ann@example.org>
S: 250 ok
! DONE 2
> quit
C: QUIT
S: 221 bye
! DONE 3
! CLOSED

# A line longer than in_bytes is cut, and what comes behind it is not lost.
in_bytes: =64
S: 220 x
C: EHLO [127.0.0.1]
s: 250-
s*200: x
s: \r\n
S: 250 8BITMIME
! READY 1
> caps +8BITMIME
> noop
C: NOOP
s: 250 2.0.0 
s*20: abcdefghij
s: \r\n
! DONE 2 250 2.0.0 flags=CUT len=54
> noop
C: NOOP
S: 250 fine
! DONE 3 250 flags=NONE "fine"

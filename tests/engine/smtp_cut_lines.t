# A reply longer than in_bytes keeps its last words.
in_bytes: =64
S: 220 x
C: EHLO [127.0.0.1]
S: 250 x
! READY 1
> noop
C: NOOP
S: 550-5.1.1 The first line of this long reply is here
S: 550-5.1.1 The second line of it is here
S: 550 5.1.1 The last line
! REFUSED 2 550 5.1.1 flags=CUT
> noop
C: NOOP
S: 250 fine
! DONE 3 250 flags=NONE "fine"

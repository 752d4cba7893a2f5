# A message whose size is not as the server said.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=size,body
C: A1 UID FETCH 1:9 (RFC822.SIZE BODY.PEEK[])
S: * 1 FETCH (UID 1 RFC822.SIZE 5 BODY[] {3}
! MSG 2
! ATTR 2
! BODY 2 flags=NONE
S: abc)
! DATA 2 "abc"
! MSG_END 2 uid=1 flags=DOUBTFUL
S: * 2 FETCH (UID 2 BODY[] {3}
! MSG 2
! BODY 2
S: abc RFC822.SIZE 3)
! DATA 2 "abc"
! ATTR 2
! MSG_END 2 flags=NONE
S: * 3 FETCH (UID 3 RFC822.SIZE 5 BODY[TEXT] {3}
! MSG 2
! ATTR 2
! BODY 2
S: abc BODY[]<0> {1}
! DATA 2 "abc"
! BODY 2
S: x)
! DATA 2 "x"
! MSG_END 2 flags=NONE
S: * 4 FETCH (UID 4 RFC822.SIZE 5 RFC822 {0}
! MSG 2
! ATTR 2
! BODY 2
S: )
! MSG_END 2 flags=DOUBTFUL
S: A1 OK
! DONE 2

# All ways to send a body.
protocol: imap
in_bytes: 64
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
S: * 1 FETCH (UID 1 BODY[] {0}
! MSG 2 num=1 uid=1
! BODY 2 BODY[] num=0 item=7
S:  BODY[TEXT] NIL BODY[1] "" BODY[2]<0> "a\\"b\\\\c{3}" RFC822 {2+}
! BODY 2 BODY[TEXT] num=0 "NIL"
! BODY 2 BODY[1] num=0 ""
! BODY 2 BODY[2]<0> num=0
! DATA 2 "a\"b\\c{3}"
! BODY 2 RFC822 item=7 num=2
S: xy RFC822.HEADER "h" RFC822.TEXT {1}
! DATA 2 "xy"
! BODY 2 RFC822.HEADER
! DATA 2 "h"
! BODY 2 RFC822.TEXT num=1
S: ) BINARY[1] ~{3}
! DATA 2 ")"
! BODY 2 BINARY[1] num=3 item=7
S: \0\r\n BINARY.SIZE[1] 3 body[header.fields (A B)] {1}
! DATA 2 "\0\r\n"
! ATTR 2 BINARY.SIZE[1] num=3 item=16 flags=NONE
! BODY 2 num=1 item=7
S: x BODY ("a" "b")   )  
! DATA 2 "x"
! ATTR 2 BODY item=6 "(\"a\" \"b\")" flags=NONE
! MSG_END 2 num=1 uid=1
S: A1 OK done
! DONE 2 0 "done"

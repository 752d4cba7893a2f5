# What does not fit the buffer is cut, and its end is found.
protocol: imap
in_bytes: =64
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
S: * 1 FETCH (UID 1 ENVELOPE ("a long subject that does not fit the buffer of 64 bytes" {63}
! MSG 2 uid=1
! ATTR 2 ENVELOPE item=5 flags=CUT len=64
S: ")(()A1 OK xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx ("b" "c)))")) FLAGS (\\Seen) X-A-NAME-THAT-IS-LONGER-THAN-THE-WHOLE-BUFFER-OF-64-BYTES-WHICH-IS-MUCH {3}
! ATTR 2 FLAGS "(\\Seen)"
S: a)b BODY[HEADER.FIELDS (Subject From To Date Message-ID References X-Y)] {4}
! ATTR 2 "" item=0 "{3}\r\na)b"
! BODY 2 "" item=7 num=4
S: abcd BODY[HEADER.FIELDS (Subject From To Date Message-I)] {6}
! DATA 2 "abcd"
! BODY 2 item=7 num=6 "" 
S: abcdef X-NAME-OF-SOME-LENGTH "a value that fits only if the name goes" FLAGS (b))
! DATA 2 "abcdef"
! ATTR 2 "" item=0 flags=NONE "\"a value that fits only if the name goes\""
! ATTR 2 FLAGS "(b)" flags=NONE
! MSG_END 2
S: A1 OK done
! DONE 2 0 "done"

# Items in any order, with more spaces or fewer.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
S: * 3 FETCH (FLAGS (a) UID 7 RFC822.SIZE 5 UID 7 flags NIL X-GM-MSGID 1278455344230334865 MODSEQ (5) EMAILID (x) FLAGS(b)X-B(c) EMAIL NIL)
! MSG 2 num=3 uid=0
! ATTR 2 FLAGS "(a)" uid=0 item=1
! ATTR 2 RFC822.SIZE num=5 uid=7 item=3
! ATTR 2 FLAGS "NIL" flags=NONE
! ATTR 2 X-GM-MSGID item=13 num=1278455344230334865 flags=NONE "1278455344230334865"
! ATTR 2 MODSEQ item=8 "(5)" num=5
! ATTR 2 EMAILID item=11 "(x)"
! ATTR 2 FLAGS "(b)X-B(c)" flags=NONE
! ATTR 2 EMAIL "NIL"
! MSG_END 2 num=3 uid=7
S: * 4 FETCH ()
! MSG 2 num=4 uid=0
! MSG_END 2 num=4 uid=0
S: * 5 FETCH (UID 8)
! MSG 2 num=5 uid=8
! MSG_END 2 num=5 uid=8
S: * 6 fetch(uid 9 )
! MSG 2 num=6 uid=9
! MSG_END 2 num=6 uid=9
S: * 7 FETCH ( FLAGS ( ) )
! MSG 2 num=7 uid=0
! ATTR 2 FLAGS "( )"
! MSG_END 2 num=7 uid=0
S: A1 OK done
! DONE 2 0 "done"

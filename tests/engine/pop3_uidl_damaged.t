# Lines that are no entries are told as such; their neighbours survive (getmail6 277).
protocol: pop3
flags: clear
user: ann
secret: s3cret
S: +OK
C: CAPA
S: +OK
S: USER
S: .
C: USER ann
S: +OK
C: PASS s3cret
S: +OK
! READY 1
C: CAPA
S: -ERR
> uidl
C: UIDL
S: +OK
S: 1 a
! ITEM 2 num=1 "a" flags=NONE
S: 2
! ITEM 2 num=2 "2" flags=DAMAGED
S: x y
! ITEM 2 num=0 "x y" flags=DAMAGED
S: 
! ITEM 2 num=0 "" flags=DAMAGED
S: -4 d
! ITEM 2 num=0 "-4 d" flags=DAMAGED
S: 5    e e 
! ITEM 2 num=5 "e e " flags=NONE
S: 0 f
! ITEM 2 num=0 "0 f" flags=DAMAGED
S: 4294967296 g
! ITEM 2 num=0 "4294967296 g" flags=DAMAGED
S: 99999999999999999999999999 h
! ITEM 2 num=0 "99999999999999999999999999 h" flags=DAMAGED
S: 9.3e6 i
! ITEM 2 num=0 "9.3e6 i" flags=DAMAGED
S: +OK 10 j
! ITEM 2 num=10 "j" flags=NONE
S: 11 +OK
! ITEM 2 num=11 "+OK" flags=NONE
S: ..12 l
! ITEM 2 num=0 ".12 l" flags=DAMAGED
S: 13 \x00\x1b\xff
! ITEM 2 num=13 "??\xff" flags=NONE
S: 14 [SYS/TEMP]
! ITEM 2 num=14 "[SYS/TEMP]" flags=NONE
S: .
! DONE 2

# More spaces than one between number and unique-id (thunderbird-android 323).
protocol: pop3
flags: clear
user: ann
secret: s3cret
S: +OK
C: CAPA
S: -ERR
C: USER ann
S: +OK
C: PASS s3cret
S: +OK
! READY 1
> uidl
C: UIDL
S: +OK
S: 1   uid
! ITEM 2 num=1 "uid" flags=NONE
S: 2 uid  2
! ITEM 2 num=2 "uid  2" flags=NONE
S: .
! DONE 2
> stat
C: STAT
S: +OK 2  320
! ITEM 3 num=2 uid=320 flags=NONE
! DONE 3
> quirk SPACES 2
> quirk ENTRY 0

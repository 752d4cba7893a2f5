# LIST of all messages, and of one.
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
> list
C: LIST
S: +OK 2 messages (320 octets)
S: 1 120
! ITEM 2 item=42 num=1 uid=120 flags=NONE
S: 2 18446744073709551615 and more
! ITEM 2 item=42 num=2 uid=-1 flags=NONE
S: +OK 3 7
! ITEM 2 item=42 num=3 uid=7 flags=NONE
S: 0 7
! ITEM 2 item=42 num=0 uid=0 "0 7" flags=DAMAGED
S: 4 -1
! ITEM 2 item=42 num=4 uid=0 "4 -1" flags=DAMAGED
S: 5
! ITEM 2 item=42 num=5 uid=0 "5" flags=DAMAGED
S: .
! DONE 2 0 ""
> list 2
C: LIST 2
S: +OK 2 200
! ITEM 3 item=42 num=2 uid=200 flags=NONE
! DONE 3 0 ""
> list 4294967295
C: LIST 4294967295
S: -ERR no such message, only 2 messages in maildrop
! REFUSED 4 REPLY_PERM "no such message, only 2 messages in maildrop" stage=COMMAND
> quirk LISTED_OK 1
> quirk ENTRY 1
> quirk SIZE 2

# UIDL of one message: its answer is the entry.
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
> uidl 2
C: UIDL 2
S: +OK 2 QhdPYR:00WBw1Ph7x7
! ITEM 2 item=43 num=2 "QhdPYR:00WBw1Ph7x7" flags=NONE
! DONE 2 0 ""
> uidl 3
C: UIDL 3
S: +OK
! ITEM 3 item=43 num=0 "" flags=DAMAGED
! DONE 3
> quirk ENTRY 1

# LAST, of RFC 1460.
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
> last
C: LAST
S: +OK 0
! ITEM 2 item=41 num=0 flags=NONE
! DONE 2
> last
C: LAST
S: +OK 7 was the last one
! ITEM 3 item=41 num=7 "was the last one" flags=NONE
! DONE 3
> last
C: LAST
S: +OK none
! ITEM 4 item=41 num=0 "none" flags=DAMAGED
! DONE 4
> last
C: LAST
S: -ERR
! REFUSED 5 REPLY_PERM

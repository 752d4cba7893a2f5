# Nobody's maildrop: empty listings.
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
> stat
C: UIDL
S: +OK
S: .
! DONE 2 0 ""
C: STAT
S: +OK 0 0 and more words
! ITEM 3 num=0 uid=0 flags=NONE
! DONE 3 0 ""

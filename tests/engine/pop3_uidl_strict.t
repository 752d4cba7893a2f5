# In strict mode +OK has no business in a listing.
protocol: pop3
flags: clear strict
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
S: 11 k
! ITEM 2 num=11 "k" flags=NONE
S: +OK 10 j
! ABORTED 2 PROTOCOL
! FAILED PROTOCOL

# The connection ends inside a listing: it is not all of it.
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
S: +OK
S: 1 120
! ITEM 2 num=1 uid=120
> eof
! ABORTED 2 TRUNCATED
! FAILED TRUNCATED

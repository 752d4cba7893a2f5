# The end in the middle of a listing.
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
! ITEM 2 num=1
> eof
! ABORTED 2 TRUNCATED
! FAILED TRUNCATED stage=COMMAND

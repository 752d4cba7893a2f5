# One space it is, in strict mode.
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
S: 1 uid
! ITEM 2 num=1 "uid" flags=NONE
S: 2   uid
! ABORTED 2 PROTOCOL
! FAILED PROTOCOL "2   uid"
> quirk SPACES 0

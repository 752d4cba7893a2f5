# A line that is no entry, in strict mode.
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
S: 1 a
! ITEM 2 num=1 "a" flags=NONE
S: 2
! ABORTED 2 PROTOCOL
! FAILED PROTOCOL "2"
> quirk ENTRY 0

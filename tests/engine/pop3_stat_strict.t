# Octets that are no number, in strict mode.
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
> stat
C: STAT
S: +OK 3 320 and more
! ITEM 2 num=3 uid=320 flags=NONE
! DONE 2
> stat
C: STAT
S: +OK 3 -1
! ABORTED 3 PROTOCOL
! FAILED PROTOCOL "3 -1"
> quirk SIZE 0

# An answer that is no entry, in strict mode.
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
> uidl 3
C: UIDL 3
S: +OK
! ABORTED 2 PROTOCOL
! FAILED PROTOCOL ""

# In strict mode a line must end in CRLF.
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
> retr 1
C: RETR 1
s: +OK\n
! ABORTED 2 PROTOCOL
! FAILED PROTOCOL
> quirk LF 0

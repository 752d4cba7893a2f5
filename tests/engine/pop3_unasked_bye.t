# A server that logs out by itself says so.
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
S: -ERR Disconnected for inactivity
! FAILED SERVER_BYE "Disconnected for inactivity" err=SERVER_BYE retry=1

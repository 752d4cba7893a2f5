# A line nobody asked for.
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
S: +OK you have new mail
! FAILED PROTOCOL "you have new mail" err=PROTOCOL

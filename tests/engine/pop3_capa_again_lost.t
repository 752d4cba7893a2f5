# The connection ends while it is asked.
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
S: +OK
> noop
S: TOP
> eof
! ABORTED 2 TRUNCATED
! FAILED TRUNCATED stage=HELLO

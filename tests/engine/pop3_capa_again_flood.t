# More lines than any server has.
modes: chunks
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
S*1023: X
s: X\r\n
! FAILED FLOOD stage=HELLO

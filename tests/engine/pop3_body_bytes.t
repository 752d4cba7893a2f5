# Bytes are sacred.
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
> retr 1
C: RETR 1
S: +OK
! MSG 2 num=1
s: \x00\x01\x7f\x80\xff\x1b[0m\t \r\n\r\n.\r\n
! DATA 2 "\x00\x01\x7f\x80\xff\x1b[0m\t \r\n\r\n"
! MSG_END 2 num=1
! DONE 2

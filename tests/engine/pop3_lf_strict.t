# In strict mode it may not: only CRLF . CRLF ends a body.
protocol: pop3
flags: clear strict
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
> retr 1
C: RETR 1
s: +OK\n
! MSG 2 num=1
s: one\n.\ntwo\r\n
s: .\r\n
! DATA 2 "one\n.\ntwo\r\n"
! MSG_END 2
! DONE 2

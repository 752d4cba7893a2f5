# A bare LF in a message is the message's; only CRLF . CRLF ends it.
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
S: +OK
! MSG 2 num=1
s: one\n.\ntwo\r\n
s: .\r\n
! DATA 2 "one\n.\ntwo\r\n"
! MSG_END 2
! DONE 2

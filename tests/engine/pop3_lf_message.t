# A server whose lines end in CRLF cannot be talked into it by a message.
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
s: one\n.\n-ERR\r\n
s: .\r\n
! DATA 2 "one\n.\n-ERR\r\n"
! MSG_END 2
! DONE 2

# A server that ends its lines in LF may end a body by LF . LF (MailKit).
protocol: pop3
flags: clear
user: ann
secret: s3cret
s: +OK\n
C: CAPA
s: -ERR\n
C: USER ann
s: +OK\n
C: PASS s3cret
s: +OK\n
! READY 1
> retr 1
C: RETR 1
s: +OK\n
! MSG 2 num=1
s: one\n..two\nthree\r\n..\r\n
s: .\n
! DATA 2 "one\n.two\nthree\r\n.\r\n"
! MSG_END 2
! DONE 2
> uidl
C: UIDL
s: +OK\n
s: 1 a\n
! ITEM 3 num=1 "a"
s: .\n
! DONE 3
> quirk LF 8

# A whole visit without TLS, one command after the other.
protocol: pop3
flags: clear
user: ann
secret: s3cret word
S: +OK POP3 server ready <1896.697170952@mail.example.org>
C: CAPA
S: +OK Capability list follows
S: TOP
! CAP "TOP"
S: UIDL
! CAP "UIDL"
S: USER
! CAP "USER"
S: SASL PLAIN SCRAM-SHA-256 XOAUTH2
! CAP "SASL PLAIN SCRAM-SHA-256 XOAUTH2"
S: RESP-CODES
! CAP "RESP-CODES"
S: EXPIRE NEVER
! CAP "EXPIRE NEVER"
S: IMPLEMENTATION Plain Old Server
! CAP "IMPLEMENTATION Plain Old Server"
S: .
C: AUTH PLAIN AGFubgBzM2NyZXQgd29yZA==
S: +OK maildrop has 2 messages (320 octets)
! READY 1 0 "maildrop has 2 messages (320 octets)"
C: CAPA
S: -ERR
> caps +TOP +UIDL +USER +RESP_CODES +AUTH=plain +AUTH=xoauth2 -AUTH=login -STLS -PIPELINING
> stat
C: STAT
S: +OK 2 320
! ITEM 2 item=40 num=2 uid=320 flags=NONE
! DONE 2 0 ""
> uidl
C: UIDL
S: +OK unique-id listing follows
S: 1 whqtswO00WBw418f9t5JxYwZ
! ITEM 3 item=43 num=1 "whqtswO00WBw418f9t5JxYwZ" flags=NONE
S: 2 QhdPYR:00WBw1Ph7x7
! ITEM 3 item=43 num=2 "QhdPYR:00WBw1Ph7x7" flags=NONE
S: .
! DONE 3 0 ""
> retr 2
C: RETR 2
S: +OK 120 octets
! MSG 4 num=2 "120 octets"
S: Subject: hi
S: 
S: ..
S: ..one
S: ...two
S: a.b
s: \r\r\n\n.\n..\r\n
S: end
S: .
! DATA 4 "Subject: hi\r\n\r\n.\r\n.one\r\n..two\r\na.b\r\n\r\r\n\n.\n..\r\nend\r\n"
! MSG_END 4 num=2
! DONE 4 0 ""
> dele 2
C: DELE 2
S: +OK message 2 deleted
! DONE 5 0 "message 2 deleted"
> noop
C: NOOP
S: +OK
! DONE 6
> quit
C: QUIT
S: +OK dewey POP3 server signing off (1 message left)
! DONE 7 0
! CLOSED
> stat = USAGE

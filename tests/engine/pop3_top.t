# TOP: the header, and so many lines of the body.
protocol: pop3
flags: clear
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
> top 3 2
> top 4294967295 4294967295
> top 0 1 = ARG
C: TOP 3 2
S: +OK top of message follows
! MSG 2 num=3 "top of message follows"
S: Subject: hi
S: 
S: ..one
S: two
S: .
! DATA 2 "Subject: hi\r\n\r\n.one\r\ntwo\r\n"
! MSG_END 2 num=3
! DONE 2 0 ""
C: TOP 4294967295 4294967295
S: -ERR no such message
! REFUSED 3 REPLY_PERM "no such message"

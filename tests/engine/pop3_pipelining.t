# Everything in one flight where PIPELINING is offered; replies find their command by their order.
protocol: pop3
flags: clear
user: ann
secret: s3cret
S: +OK
C: CAPA
S: +OK
S: USER
S: PIPELINING
S: .
C: USER ann
S: +OK
C: PASS s3cret
S: +OK
! READY 1
C: CAPA
S: -ERR
> stat
> retr 1
> retr 4294967295
> dele 2
> uidl
> noop
> quit
C: STAT
C: RETR 1
C: RETR 4294967295
C: DELE 2
C: UIDL
C: NOOP
C: QUIT
S: +OK 3 18446744073709551615
! ITEM 2 num=3 uid=-1 flags=NONE
! DONE 2
S: +OK
! MSG 3 num=1
S: one
S: .
! DATA 3 "one\r\n"
! MSG_END 3 num=1
! DONE 3
S: -ERR no such message
! REFUSED 4 REPLY_PERM "no such message" err=REPLY_PERM retry=0 stage=COMMAND
S: +OK
! DONE 5
S: +OK
S: 4294967295 x
! ITEM 6 num=4294967295 "x" flags=NONE
S: .
! DONE 6
S: +OK
! DONE 7
S: +OK
! DONE 8
! CLOSED

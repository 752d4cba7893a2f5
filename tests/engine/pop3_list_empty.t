# An empty mailbox.
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
> list
> uidl 1
C: LIST
S: +OK
S: .
! DONE 2 0 ""
C: UIDL 1
S: -ERR
! REFUSED 3 REPLY_PERM

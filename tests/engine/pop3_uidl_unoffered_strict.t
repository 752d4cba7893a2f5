# What CAPA does not name is not asked for, in strict mode.
protocol: pop3
flags: clear strict
user: ann
secret: s3cret
S: +OK
C: CAPA
S: +OK
S: USER
S: TOP
S: .
C: USER ann
S: +OK
C: PASS s3cret
S: +OK
! READY 1
C: CAPA
S: -ERR
> uidl = NOT_OFFERED
> uidl 1 = NOT_OFFERED
> lang de = NOT_OFFERED
> top 1 0
C: TOP 1 0
S: +OK
! MSG 2 num=1
S: .
! MSG_END 2
! DONE 2
> quirk UNOFFERED 0

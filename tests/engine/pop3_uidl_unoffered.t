# CAPA without UIDL, TOP and LANG, though they work (neomutt 1427).
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
> caps -UIDL -TOP -LANG
> uidl
> top 1 0
> lang
> list
C: UIDL
S: +OK
S: 1 a
! ITEM 2 num=1 "a"
S: .
! DONE 2
C: TOP 1 0
S: +OK
! MSG 3 num=1
S: .
! MSG_END 3
! DONE 3
C: LANG
S: -ERR what is that?
! REFUSED 4 REPLY_PERM "what is that?"
C: LIST
S: +OK
S: .
! DONE 5
> quirk UNOFFERED 3

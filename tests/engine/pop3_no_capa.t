# An old server: no CAPA.
protocol: pop3
flags: clear
user: ann@example.org smith
secret: \xc3\xa4 "b"
S: +OK ready
C: CAPA
S: -ERR unknown command
C: USER ann@example.org smith
S: +OK
C: PASS \xc3\xa4 "b"
S: +OK
! READY 1
> caps none
> noop
> stat
C: NOOP
S: +OK
! DONE 2
C: STAT
S: +OK 0 0
! ITEM 3 num=0 uid=0 flags=NONE
! DONE 3
> quit
C: QUIT
S: +OK
! DONE 4
! CLOSED

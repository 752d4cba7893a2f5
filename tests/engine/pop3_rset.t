# RSET takes the marks away: QUIT has nothing to do any more.
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
> dele 1
C: DELE 1
S: +OK
! DONE 2
> rset
C: RSET
S: +OK
! DONE 3
> quit
C: QUIT
> eof
! DONE 4
! CLOSED

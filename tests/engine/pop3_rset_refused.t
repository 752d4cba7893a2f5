# RSET refused: the marks are still there.
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
S: -ERR
! REFUSED 3 REPLY_PERM
> quit
C: QUIT
> eof
! UNKNOWN 4 CONN_LOST stage=QUIT
! FAILED CONN_LOST

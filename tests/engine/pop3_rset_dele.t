# A mark that is made behind RSET counts.
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
> dele 1
> rset
> dele 2
> quit
C: DELE 1
C: RSET
C: DELE 2
C: QUIT
S: +OK
! DONE 2
S: +OK
! DONE 3
S: +OK
! DONE 4
> eof
! UNKNOWN 5 CONN_LOST stage=QUIT
! FAILED CONN_LOST

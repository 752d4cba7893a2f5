# A flight with QUIT at its end that is cut off: what was sent may have happened.
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
> dele 2
> quit
C: DELE 1
C: DELE 2
C: QUIT
S: +OK
! DONE 2
> eof
! UNKNOWN 3 CONN_LOST
! UNKNOWN 4 CONN_LOST
! FAILED CONN_LOST

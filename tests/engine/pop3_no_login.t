# Without a user the session is ready when the server is known.
protocol: pop3
S: +OK ready
C: CAPA
S: +OK
S: USER
S: .
! READY 1
> stat
C: STAT
S: -ERR log in first
! REFUSED 2 REPLY_PERM "log in first" err=REPLY_PERM stage=COMMAND retry=0
> quit
C: QUIT
S: +OK
! DONE 3
! CLOSED

# The server's no ends one command.
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
> retr 1
> dele 0 = ARG
> retr 0 = ARG
C: RETR 1
S: -ERR [SYS/TEMP] try later
! REFUSED 2 REPLY_TEMP "[SYS/TEMP] try later" err=REPLY_TEMP retry=1 word=SYS/TEMP stage=COMMAND
> uidl
C: UIDL
S: -ERR
! REFUSED 3 REPLY_PERM "" err=REPLY_PERM word=""
> stat
C: STAT
S: -ERR [SYS/PERM] broken
! REFUSED 4 REPLY_PERM word=SYS/PERM
> dele 7
C: DELE 7
S: -ERR no such message
! REFUSED 5 REPLY_PERM
> noop
C: NOOP
S: -ERR
! REFUSED 6 REPLY_PERM
> quit
C: QUIT
S: +OK
! DONE 7
! CLOSED

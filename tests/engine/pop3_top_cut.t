# The connection ends inside the lines.
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
> top 1 0
C: TOP 1 0
S: +OK
! MSG 2 num=1
S: Subject: hi
! DATA 2 "Subject: hi\r\n"
> eof
! ABORTED 2 TRUNCATED
! FAILED TRUNCATED stage=BODY

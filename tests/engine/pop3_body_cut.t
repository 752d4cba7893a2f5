# An end within a body is no end of it.
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
C: RETR 1
S: +OK
! MSG 2 num=1
S: Subject: hi
S: 
S: half
! DATA 2 "Subject: hi\r\n\r\nhalf\r\n"
> eof
! ABORTED 2 TRUNCATED
! FAILED TRUNCATED stage=BODY err=TRUNCATED

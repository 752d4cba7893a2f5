# A status line longer than the buffer: the body begins behind it all the same.
protocol: pop3
flags: clear
user: ann
secret: s3cret
in_bytes: =64
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
S: +OK 0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890
! MSG 2 num=1 "012345678901234567890123456789012345678901234567890123456789" flags=CUT
S: one
S: .
! DATA 2 "one\r\n"
! MSG_END 2
! DONE 2

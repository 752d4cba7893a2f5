# More than the queue holds: the calls wait for room.
protocol: pop3
flags: clear
user: ann
secret: s3cret
commands: 4
modes: chunks
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
> retr 1
> retr 2
> retr 3
> retr 4
> retr 5
> retr 6
> retr 7
> retr 8
> retr 9
C: RETR 1
C: RETR 2
C: RETR 3
C: RETR 4
S: +OK
! MSG 2 num=1
S: m1
S: .
! DATA 2 "m1\r\n"
! MSG_END 2 num=1
! DONE 2
C: RETR 5
S: +OK
! MSG 3 num=2
S: m2
S: .
! DATA 3 "m2\r\n"
! MSG_END 3 num=2
! DONE 3
C: RETR 6
S: +OK
! MSG 4 num=3
S: m3
S: .
! DATA 4 "m3\r\n"
! MSG_END 4 num=3
! DONE 4
C: RETR 7
S: +OK
! MSG 5 num=4
S: m4
S: .
! DATA 5 "m4\r\n"
! MSG_END 5 num=4
! DONE 5
C: RETR 8
S: +OK
! MSG 6 num=5
S: m5
S: .
! DATA 6 "m5\r\n"
! MSG_END 6 num=5
! DONE 6
C: RETR 9
S: +OK
! MSG 7 num=6
S: m6
S: .
! DATA 7 "m6\r\n"
! MSG_END 7 num=6
! DONE 7
S: +OK
! MSG 8 num=7
S: m7
S: .
! DATA 8 "m7\r\n"
! MSG_END 8 num=7
! DONE 8
S: +OK
! MSG 9 num=8
S: m8
S: .
! DATA 9 "m8\r\n"
! MSG_END 9 num=8
! DONE 9
S: +OK
! MSG 10 num=9
S: m9
S: .
! DATA 10 "m9\r\n"
! MSG_END 10 num=9
! DONE 10

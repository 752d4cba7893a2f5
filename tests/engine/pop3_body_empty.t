# An empty message.
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
S: +OK 0 octets
! MSG 2 num=1 "0 octets"
S: .
! MSG_END 2 num=1
! DONE 2

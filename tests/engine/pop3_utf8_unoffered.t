# Not offered: the session is as any other.
protocol: pop3
flags: clear utf8
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
> caps -UTF8_ON

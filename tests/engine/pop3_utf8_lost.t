# The connection ends where UTF8 is answered.
protocol: pop3
flags: clear utf8
user: ann
secret: s3cret
S: +OK
C: CAPA
S: +OK
S: UTF8
S: .
C: UTF8
> eof
! FAILED CONN_LOST stage=AUTH

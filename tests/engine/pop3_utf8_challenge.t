# A challenge to UTF8 is no answer, and nobody logs in behind it.
protocol: pop3
flags: clear utf8
user: ann
secret: s3cret
S: +OK
C: CAPA
S: +OK
S: USER
S: UTF8
S: .
C: UTF8
S: + what
! FAILED PROTOCOL "what" stage=AUTH

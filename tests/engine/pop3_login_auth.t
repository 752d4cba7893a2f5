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
S: -ERR [AUTH] wrong
! FAILED AUTH "[AUTH] wrong" stage=AUTH retry=0 word=AUTH

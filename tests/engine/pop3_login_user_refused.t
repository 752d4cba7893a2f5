protocol: pop3
flags: clear
user: ann
secret: s3cret
S: +OK
C: CAPA
S: -ERR
C: USER ann
S: -ERR [AUTH] never heard of
! FAILED AUTH stage=AUTH word=AUTH

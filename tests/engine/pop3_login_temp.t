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
S: -ERR [SYS/TEMP] disk
! FAILED AUTH_LATER retry=1 word=SYS/TEMP

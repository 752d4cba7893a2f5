protocol: pop3
flags: clear
user: ann
secret: s3cret
S: +OK
C: CAPA
S: -ERR
C: USER ann
S: -ERR [LOGIN-DELAY] wait
! FAILED AUTH_THROTTLED retry=1 word=LOGIN-DELAY

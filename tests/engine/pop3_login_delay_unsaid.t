# For how long was not said.
protocol: pop3
flags: clear
user: ann
secret: s3cret
S: +OK
C: CAPA
S: +OK
S: LOGIN-DELAY soon
S: .
C: USER ann
S: +OK
C: PASS s3cret
S: -ERR [LOGIN-DELAY]
! FAILED AUTH_THROTTLED stage=AUTH word=LOGIN-DELAY reply=4 wait=0

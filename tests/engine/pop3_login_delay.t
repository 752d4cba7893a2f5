# Too soon after the last time: for how long is in CAPA.
protocol: pop3
flags: clear
user: ann
secret: s3cret
S: +OK
C: CAPA
S: +OK
S: LOGIN-DELAY 900 USER
S: .
C: USER ann
S: +OK
C: PASS s3cret
S: -ERR [LOGIN-DELAY] minimum time between mail checks violation
! FAILED AUTH_THROTTLED stage=AUTH word=LOGIN-DELAY reply=4 wait=900 retry=1

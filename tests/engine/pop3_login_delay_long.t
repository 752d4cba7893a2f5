# More seconds than mw_error holds.
protocol: pop3
flags: clear
user: ann
secret: s3cret
S: +OK
C: CAPA
S: +OK
S: LOGIN-DELAY 86400
S: .
C: USER ann
S: -ERR [login-delay/x] no
! FAILED AUTH_THROTTLED stage=AUTH word=login-delay/x reply=4 wait=65535

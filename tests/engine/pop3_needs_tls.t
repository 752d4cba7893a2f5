# A password does not travel in clear unless the caller says so loudly: not even the name does.
protocol: pop3
user: ann
secret: s3cret
S: +OK
C: CAPA
S: -ERR what?
! FAILED AUTH_NEEDS_TLS err=AUTH_NEEDS_TLS

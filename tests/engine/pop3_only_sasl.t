# USER and PASS are not said where the server names its ways in and they are none of them.
protocol: pop3
security: tls
user: ann
secret: s3cret
! SECURE
> secure ok
S: +OK
C: CAPA
S: +OK
S: SASL SCRAM-SHA-256
S: .
! FAILED AUTH_MECHANISM

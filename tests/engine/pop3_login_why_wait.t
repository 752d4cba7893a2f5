# Seconds.
protocol: pop3
security: tls
in_bytes: 256
user: ann
secret: hunter22
tries: 1
! SECURE
> secure ok
S: +OK hi
C: CAPA
S: +OK
S: SASL PLAIN
S: .
C: AUTH PLAIN AGFubgBodW50ZXIyMg==
S: -ERR [SYS/TEMP] Too many, retry after 30 seconds
! FAILED AUTH_THROTTLED stage=AUTH wait=30

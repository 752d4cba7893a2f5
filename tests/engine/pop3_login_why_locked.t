# The account is locked.
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
S: -ERR [AUTH] Account suspended
! FAILED AUTH_LOCKED stage=AUTH word=AUTH

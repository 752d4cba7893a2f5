# A server without CAPA has no STLS.
protocol: pop3
security: starttls
flags: clear
user: ann
secret: s3cret
S: +OK
C: CAPA
S: -ERR unknown command
! FAILED NO_STARTTLS "unknown command" stage=HELLO

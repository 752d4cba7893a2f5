# Neither a challenge nor its answer is traced.
protocol: pop3
flags: trace
in_bytes: 128
user: tim
secret: tanstaaftanstaaf
auth: cram
nonce: fyko+d2lbbFgONRv9qkxdawL
S: +OK hi
! TRACE S "+OK hi" flags=BEFORE_TLS
! TRACE C "CAPA" flags=BEFORE_TLS
C: CAPA
S: +OK
! TRACE S "+OK" flags=BEFORE_TLS
S: SASL CRAM-MD5
! TRACE S "SASL CRAM-MD5" flags=BEFORE_TLS
! CAP
S: .
! TRACE S "." flags=BEFORE_TLS
! TRACE C "AUTH CRAM-MD5" flags=BEFORE_TLS
C: AUTH CRAM-MD5
S: + PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+
! TRACE S "+" flags=BEFORE_TLS,REDACTED
! TRACE C "" flags=BEFORE_TLS,REDACTED
C: dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw
S: +OK in
! TRACE S "+OK in" flags=BEFORE_TLS
! READY 1 0 "in"
! TRACE C "CAPA" flags=BEFORE_TLS
C: CAPA
S: -ERR
! TRACE S "-ERR" flags=BEFORE_TLS

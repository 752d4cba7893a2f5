# The example of RFC 2195 2.
protocol: pop3
in_bytes: 128
user: tim
secret: tanstaaftanstaaf
auth: cram
nonce: fyko+d2lbbFgONRv9qkxdawL
S: +OK hi
C: CAPA
S: +OK
S: SASL CRAM-MD5
S: .
C: AUTH CRAM-MD5
S: + PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+
C: dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw
S: +OK in
! READY 1 0 "in"
C: CAPA
S: -ERR

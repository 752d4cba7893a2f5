# The stronger of what is allowed; without TLS not PLAIN.
in_bytes: 128
user: tim
secret: tanstaaftanstaaf
auth: plain cram
nonce: fyko+d2lbbFgONRv9qkxdawL
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH PLAIN CRAM-MD5
C: AUTH CRAM-MD5
S: 334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+
C: dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw
S: 235 2.7.0 in
! READY 1 235 "in"

# It goes on asking.
protocol: imap
security: tls
in_bytes: 128
user: tim
secret: tanstaaftanstaaf
auth: cram
nonce: fyko+d2lbbFgONRv9qkxdawL
! SECURE
> secure ok
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=CRAM-MD5] hi
C: A1 AUTHENTICATE CRAM-MD5
S: + PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+
C: dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw
S: + 
! FAILED PROTOCOL

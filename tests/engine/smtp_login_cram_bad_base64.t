# A challenge that is no base64.
security: tls
in_bytes: 128
user: ann
secret: hunter22
auth: cram
nonce: fyko+d2lbbFgONRv9qkxdawL
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH CRAM-MD5
C: AUTH CRAM-MD5
S: 334 @@@@
! FAILED PROTOCOL

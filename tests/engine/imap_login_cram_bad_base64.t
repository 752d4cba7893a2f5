# A challenge that is no base64.
protocol: imap
security: tls
in_bytes: 128
user: ann
secret: hunter22
auth: cram
nonce: fyko+d2lbbFgONRv9qkxdawL
! SECURE
> secure ok
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=CRAM-MD5] hi
C: A1 AUTHENTICATE CRAM-MD5
S: + @@@@
! FAILED PROTOCOL

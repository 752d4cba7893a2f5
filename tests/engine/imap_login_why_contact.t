# RFC 5530: the administrator is to be asked.
protocol: imap
security: tls
in_bytes: 256
user: ann
secret: hunter22
tries: 1
! SECURE
> secure ok
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=LOGIN] hi
C: A1 AUTHENTICATE PLAIN AGFubgBodW50ZXIyMg==
S: A1 NO [CONTACTADMIN] no
! FAILED AUTH_LOCKED stage=AUTH

# Google: a person must go to the web.
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
S: A1 NO [WEBALERT https://accounts.example.com/x] Web login required.
! MAILBOX 0 WEBALERT "https://accounts.example.com/x"
! FAILED AUTH_LOCKED stage=AUTH word=WEBALERT

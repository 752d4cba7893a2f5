# By the client certificate, for somebody.
protocol: imap
security: tls
user: ann
auth: external
authzid: bob@example.org
! SECURE
> secure ok
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=EXTERNAL] hi
C: A1 AUTHENTICATE EXTERNAL Ym9iQGV4YW1wbGUub3Jn
S: A1 OK [CAPABILITY IMAP4rev1] in
! READY 1 0 "in"

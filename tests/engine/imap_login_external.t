# By the client certificate.
protocol: imap
security: tls
user: ann
auth: external
! SECURE
> secure ok
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=EXTERNAL AUTH=PLAIN] hi
C: A1 AUTHENTICATE EXTERNAL =
S: A1 OK [CAPABILITY IMAP4rev1] in
! READY 1 0 "in"

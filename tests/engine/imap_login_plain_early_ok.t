# OK before the response was sent.
protocol: imap
security: tls
user: ann
secret: s3cret
modes: chunks
input: whole
! SECURE
> secure ok
S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=PLAIN] hello
C: A1 AUTHENTICATE PLAIN
S: +\r\nA1 OK in
! FAILED PROTOCOL

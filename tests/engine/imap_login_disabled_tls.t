# No way to log in.
protocol: imap
security: tls
user: ann
secret: s3cret
! SECURE
> secure ok
S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=GSSAPI] hello
! FAILED AUTH_MECHANISM

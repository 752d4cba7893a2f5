# PLAIN in two steps: where LOGIN, which is shorter, may not be used.
protocol: imap
security: tls
user: ann
secret: s3cret
! SECURE
> secure ok
S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=PLAIN AUTH=LOGIN] hello
C: A1 AUTHENTICATE PLAIN
S: + 
C: AGFubgBzM2NyZXQ=
S: A1 OK [CAPABILITY IMAP4rev1] hi ann
! READY 1 0 "hi ann"

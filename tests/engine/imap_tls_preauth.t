# PREAUTH under TLS: nobody is logged in again.
protocol: imap
security: tls
user: ann
secret: s3cret
! SECURE
> secure ok
S: * PREAUTH [CAPABILITY IMAP4rev1] hello
! READY 1

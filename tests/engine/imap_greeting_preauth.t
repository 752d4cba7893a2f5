# PREAUTH where no TLS is required: nothing to log in for.
protocol: imap
user: ann
secret: s3cret
S: * PREAUTH [CAPABILITY IMAP4rev1] you are ann
! READY 1 0 "you are ann"

# LOGINDISABLED is obeyed.
protocol: imap
flags: clear
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED] hello
! FAILED AUTH_NEEDS_TLS

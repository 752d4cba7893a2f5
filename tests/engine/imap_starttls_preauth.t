# PREAUTH where TLS is required.
protocol: imap
security: starttls
user: ann
secret: x
S: * PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] hello
! FAILED PREAUTH stage=GREETING

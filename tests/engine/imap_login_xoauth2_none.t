# A token is never sent as a password.
protocol: imap
auth: xoauth2
flags: clear
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hello
! FAILED AUTH_MECHANISM

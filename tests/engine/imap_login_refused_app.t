# The provider wants an application password.
protocol: imap
in_bytes: 128
flags: clear
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1] hello
C: A1 LOGIN "ann" "s3cret"
S: A1 NO [ALERT] Application-specific password required: https://example.com/ (Failure)
! MAILBOX 0 ALERT item=29 "Application-specific password required: https://example.com/ (Failure)"
! FAILED AUTH_APP_PASSWORD word=ALERT stage=AUTH

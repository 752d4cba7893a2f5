# Logging in is refused.
protocol: imap
flags: clear
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1] hello
C: A1 LOGIN "ann" "s3cret"
S: A1 NO [LIMIT] Maximum number of connections
! FAILED AUTH_THROTTLED "Maximum number of connections" word=LIMIT retry=1 stage=AUTH

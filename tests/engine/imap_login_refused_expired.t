# Logging in is refused.
protocol: imap
flags: clear
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1] hello
C: A1 LOGIN "ann" "s3cret"
S: A1 NO [EXPIRED] old
! FAILED AUTH_EXPIRED "old" word=EXPIRED retry=0 stage=AUTH

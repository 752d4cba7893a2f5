# Logging in is refused.
protocol: imap
flags: clear
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1] hello
C: A1 LOGIN "ann" "s3cret"
S: A1 NO [AUTHORIZATIONFAILED] no such
! FAILED AUTH_DISABLED "no such" word=AUTHORIZATIONFAILED retry=0 stage=AUTH

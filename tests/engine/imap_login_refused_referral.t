# Logging in is refused.
protocol: imap
flags: clear
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1] hello
C: A1 LOGIN "ann" "s3cret"
S: A1 NO [REFERRAL imap://x.example/ "a b] c"] elsewhere
! MAILBOX 0 REFERRAL "imap://x.example/ \"a b] c\""
! FAILED AUTH "elsewhere" word=REFERRAL retry=0 stage=AUTH

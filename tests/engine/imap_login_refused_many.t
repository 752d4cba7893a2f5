# Too many connections.
protocol: imap
flags: clear
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1] hello
C: A1 LOGIN "ann" "s3cret"
S: A1 NO [ALERT] Too many simultaneous connections. (Failure)
! MAILBOX 0 ALERT item=29 "Too many simultaneous connections. (Failure)"
! FAILED AUTH_THROTTLED word=ALERT retry=1 stage=AUTH

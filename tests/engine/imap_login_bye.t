# The server leaves while we log in.
protocol: imap
flags: clear
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1] hello
C: A1 LOGIN "ann" "s3cret"
S: * BYE [ALERT] Too many
! MAILBOX 0 ALERT "Too many"
! FAILED SERVER_BYE word=ALERT stage=AUTH retry=1

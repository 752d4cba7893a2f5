# LOGIN took the place of PLAIN, and is refused: PLAIN would be a second wrong password.
protocol: imap
flags: clear
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=LOGIN] hello
C: A1 LOGIN "ann" "s3cret"
S: A1 NO LOGIN failed.
! FAILED AUTH "LOGIN failed." stage=AUTH

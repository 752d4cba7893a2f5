# A name that is not ASCII: LOGIN cannot say it (RFC 6855 5), though it need not wait.
protocol: imap
flags: clear
user: \xc3\xa4nn
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1 LITERAL+ AUTH=PLAIN] hello
C: A1 AUTHENTICATE PLAIN
S: + 
C: AMOkbm4AczNjcmV0
S: A1 OK [CAPABILITY IMAP4rev1] hi ann
! READY 1 0 "hi ann"

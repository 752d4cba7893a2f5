# PLAIN in two steps.
protocol: imap
flags: clear
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=LOGIN] hello
C: A1 AUTHENTICATE PLAIN
S: + 
C: AGFubgBzM2NyZXQ=
S: A1 OK [CAPABILITY IMAP4rev1] hi ann
! READY 1 0 "hi ann"

# LOGIN took the place of PLAIN, and is not known: PLAIN, as it waits.
protocol: imap
flags: clear
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hello
C: A1 LOGIN "ann" "s3cret"
S: A1 BAD what
C: A2 AUTHENTICATE PLAIN
S: + 
C: AGFubgBzM2NyZXQ=
S: A2 OK [CAPABILITY IMAP4rev1] hi ann
! READY 1 0 "hi ann"

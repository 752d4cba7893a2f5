# For somebody else, which LOGIN cannot say: PLAIN, though it waits.
protocol: imap
flags: clear
user: ann
secret: s3cret
authzid: bob
S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hello
C: A1 AUTHENTICATE PLAIN
S: + 
C: Ym9iAGFubgBzM2NyZXQ=
S: A1 OK [CAPABILITY IMAP4rev1] hi bob
! READY 1 0 "hi bob"

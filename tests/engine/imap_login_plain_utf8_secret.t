# A password that is not ASCII: LOGIN cannot say it (RFC 6855 5).
protocol: imap
flags: clear
user: ann
secret: p\xc3\xa4ss
S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hello
C: A1 AUTHENTICATE PLAIN
S: + 
C: AGFubgBww6Rzcw==
S: A1 OK [CAPABILITY IMAP4rev1] hi ann
! READY 1 0 "hi ann"

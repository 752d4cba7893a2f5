# PLAIN, not ASCII.
protocol: imap
flags: clear
user: \xc3\xa4nn
secret: p\xc3\xa4ss"\\
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hello
C: A1 AUTHENTICATE PLAIN AMOkbm4AcMOkc3MiXA==
S: A1 OK [CAPABILITY IMAP4rev1] hi ann
! READY 1 0 "hi ann"

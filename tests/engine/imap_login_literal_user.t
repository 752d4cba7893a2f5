# A literal for the user only.
protocol: imap
flags: clear
user: \xc3\xa4nn
secret: pass
S: * OK [CAPABILITY IMAP4rev1] hello
C: A1 LOGIN {4}
S: + go
C: \xc3\xa4nn "pass"
S: A1 OK [CAPABILITY IMAP4rev1] hi ann
! READY 1 0 "hi ann"

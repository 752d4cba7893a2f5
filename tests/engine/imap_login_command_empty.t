# An empty password.
protocol: imap
flags: clear
user: ann
S: * OK [CAPABILITY IMAP4rev1] hello
C: A1 LOGIN "ann" ""
S: A1 OK [CAPABILITY IMAP4rev1] hi ann
! READY 1 0 "hi ann"

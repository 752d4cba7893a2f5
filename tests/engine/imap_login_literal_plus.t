# LITERAL+: a literal that does not wait.
protocol: imap
flags: clear
user: ann
secret: p\xc3\xa4ss
S: * OK [CAPABILITY IMAP4rev1 literal+] hello
C: A1 LOGIN "ann" {5+}
C: p\xc3\xa4ss
S: A1 OK [CAPABILITY IMAP4rev1] hi ann
! READY 1 0 "hi ann"

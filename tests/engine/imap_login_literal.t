# Literals, which wait.
protocol: imap
flags: clear
user: \xc3\xa4nn
secret: p\xc3\xa4ss
S: * OK [CAPABILITY IMAP4rev1] hello
C: A1 LOGIN {4}
S: + go
c: \xc3\xa4nn {5}\r\n
S: +
C: p\xc3\xa4ss
S: A1 OK [CAPABILITY IMAP4rev1] hi ann
! READY 1 0 "hi ann"

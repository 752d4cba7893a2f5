# Quoted strings where they will do.
protocol: imap
flags: clear
user: a"n\\n
secret: {5} (x) * % ]
S: * OK [CAPABILITY IMAP4rev1] hello
C: A1 LOGIN "a\\"n\\\\n" "{5} (x) * % ]"
S: A1 OK [CAPABILITY IMAP4rev1] hi ann
! READY 1 0 "hi ann"

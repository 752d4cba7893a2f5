# A mechanism without a name is none, not even the caller's own.
protocol: imap
flags: clear
user: ann
secret: pass
S: * OK [CAPABILITY IMAP4rev1 AUTH=] hello
C: A1 LOGIN "ann" "pass"
S: A1 OK [CAPABILITY IMAP4rev1 AUTH=] in
! READY 1

# The continuation of a literal before it was announced.
protocol: imap
flags: clear
modes: chunks
input: whole
user: \xc3\xa4nn
secret: pass
S: * OK [CAPABILITY IMAP4rev1] hello\r\n+
! FAILED PROTOCOL

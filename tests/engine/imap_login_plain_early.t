# A challenge before it was asked for.
protocol: imap
flags: clear
user: ann
secret: s3cret
modes: chunks
input: whole
S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hello\r\n+
! FAILED PROTOCOL

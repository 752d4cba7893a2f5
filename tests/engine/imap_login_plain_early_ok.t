# OK before the response was sent.
protocol: imap
flags: clear
user: ann
secret: s3cret
modes: chunks
input: whole
S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hello
C: A1 AUTHENTICATE PLAIN
S: +\r\nA1 OK in
! FAILED PROTOCOL

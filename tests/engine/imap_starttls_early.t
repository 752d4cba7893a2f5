# Replies to what was not said yet.
protocol: imap
security: starttls
modes: chunks
input: whole
user: ann
secret: x
S: * OK hello\r\nA1 OK [CAPABILITY IMAP4rev1 STARTTLS]\r\nA2 OK go
! FAILED PROTOCOL

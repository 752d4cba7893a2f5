# Bytes behind the reply to STARTTLS: somebody is in the middle.
protocol: imap
security: starttls
user: ann
secret: x
input: whole
S: * OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] hello
C: A1 STARTTLS
s: A1 OK go\r\n 
! FAILED INJECTED stage=STARTTLS

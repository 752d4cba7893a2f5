# The greeting of an IMAP server.
protocol: pop3
flags: clear
user: ann
secret: s3cret
s: * OK IMAP4rev1 ready\r\n
! FAILED WRONG_SERVICE stage=GREETING

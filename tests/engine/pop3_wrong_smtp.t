# Of an SMTP server.
protocol: pop3
flags: clear
user: ann
secret: s3cret
s: 220 mail.example.org ESMTP\r\n
! FAILED WRONG_SERVICE stage=GREETING

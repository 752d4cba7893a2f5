# Of a secure shell.
protocol: pop3
flags: clear
user: ann
secret: s3cret
s: SSH-2.0-x\r\n
! FAILED WRONG_SERVICE stage=GREETING

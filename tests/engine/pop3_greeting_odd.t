# Neither +OK nor -ERR.
protocol: pop3
flags: clear
user: ann
secret: s3cret
s: +HELLO\r\n
! FAILED PROTOCOL stage=GREETING

# A challenge before anything was asked.
protocol: pop3
flags: clear
user: ann
secret: s3cret
s: + \r\n
! FAILED PROTOCOL stage=GREETING

# Of a web server: one byte is enough.
protocol: pop3
flags: clear
user: ann
secret: s3cret
s: H
! FAILED WRONG_SERVICE stage=GREETING

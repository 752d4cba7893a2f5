# The end instead of a greeting.
protocol: pop3
flags: clear
user: ann
secret: s3cret
> eof
! FAILED CONN_LOST stage=GREETING

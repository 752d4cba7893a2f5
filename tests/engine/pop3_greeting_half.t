# Half a greeting.
protocol: pop3
flags: clear
user: ann
secret: s3cret
s: +OK hel
> eof
! FAILED TRUNCATED stage=GREETING

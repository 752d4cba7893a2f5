# A TLS alert.
protocol: pop3
flags: clear
user: ann
secret: s3cret
s: \x15\x03\x03\x00\x02\x02\x46
! FAILED PORT_IS_TLS stage=GREETING

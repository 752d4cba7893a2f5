# A TLS handshake record.
protocol: pop3
flags: clear
user: ann
secret: s3cret
s: \x16
! FAILED PORT_IS_TLS stage=GREETING

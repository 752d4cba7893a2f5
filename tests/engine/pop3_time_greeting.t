# Silence instead of a greeting.
protocol: pop3
flags: clear
user: ann
secret: s3cret
timeouts: greeting=5000
> timeout 5000
> time 5000
! FAILED TIMEOUT stage=GREETING retry=1

# A server that does not greet.
protocol: imap
timeouts: greeting=1000
> time 999
> timeout 1
> time 1000
! FAILED TIMEOUT stage=GREETING

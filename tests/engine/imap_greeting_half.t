# The stream ends in the greeting.
protocol: imap
s: * OK hal
> eof
! FAILED TRUNCATED stage=GREETING

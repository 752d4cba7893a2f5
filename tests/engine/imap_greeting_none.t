# The stream ends before the greeting.
protocol: imap
> eof
! FAILED CONN_LOST stage=GREETING

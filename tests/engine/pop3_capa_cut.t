# The end in the middle of CAPA's.
protocol: pop3
S: +OK
C: CAPA
S: +OK
S: UIDL
> eof
! FAILED TRUNCATED stage=HELLO

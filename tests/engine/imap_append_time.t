# The server's silence has limits, the caller's none.
protocol: imap
timeouts: data_start=5000 data_end=7000
S: * OK [CAPABILITY IMAP4rev1 MULTIAPPEND] hello
! READY 1
> append A bytes=3 more
C: A1 APPEND "A" {3}
> timeout 5000
S: + go
> timeout never
> write abc
c: abc
> timeout never
> end
> timeout never
> append_next bytes=1
c:  {1}\r\n
> timeout 5000
S: + go
> timeout never
> write x
> end
C: x
> timeout 7000
> time 7000
! UNKNOWN 2 TIMEOUT
! FAILED TIMEOUT stage=DATA_END

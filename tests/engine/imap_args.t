# No string of the caller can carry a command.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> select "" = ARG
> select "a\r\nA2 NOOP" = ARG
> select "a\nb" = ARG
> select "\xe4" = ARG
> select "a\x7f" = ARG
> fetch 1 items= = ARG
> fetch 1 items=mark_seen = ARG
> fetch "" items=flags = ARG
> fetch 0 items=flags = ARG
> fetch 1, items=flags = ARG
> fetch ,1 items=flags = ARG
> fetch 1: items=flags = ARG
> fetch :1 items=flags = ARG
> fetch 1:2:3 items=flags = ARG
> fetch 1,,2 items=flags = ARG
> fetch "1 (FLAGS)" items=flags = ARG
> fetch "1\r\nA2 NOOP" items=flags = ARG
> fetch 4294967296 items=flags = ARG
> fetch 01 items=flags = ARG
> fetch -1 items=flags = ARG
> fetch x items=flags = ARG
> fetch ** items=flags = ARG
> fetch $ items=flags = NOT_OFFERED
> fetch 1 items=body section="TEXT]" = ARG
> fetch 1 items=body section="1 2" = ARG
> fetch 1 items=body section="1." = ARG
> fetch 1 items=body section=".1" = ARG
> fetch 1 items=body section="1..2" = ARG
> fetch 1 items=body section="0" = ARG
> fetch 1 items=body section="1.0" = ARG
> fetch 1 items=body section="TEXT\r\nA2 NOOP" = ARG
> fetch 1 items=body section="HEADER.FIELDS"
C: A1 UID FETCH 1 (BODY.PEEK[HEADER.FIELDS])
> fetch 1 items=body section="HEADER.FIELDS ()" = ARG
> fetch 1 items=body section="HEADER.FIELDS (A" = ARG
> fetch 1 items=body section="HEADER.FIELDS (A)x" = ARG
> fetch 1 items=body section="HEADER.FIELDS (A )" = ARG
> fetch 1 items=body section="HEADER.FIELDS ( A)" = ARG
> fetch 1 items=body section="HEADER.FIELDS (A(B)" = ARG
> fetch 1 items=body section="HEADER.FIELDS ({3})" = ARG
> fetch 1 items=body section="1 (A)" = ARG
> fetch 1:*,4294967295,*:3,7 items=flags
C: A2 UID FETCH 1:*,4294967295,*:3,7 (FLAGS)

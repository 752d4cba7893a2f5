# Items that need what the server does not have.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1 items=modseq = NOT_OFFERED
> fetch 1 items=preview = NOT_OFFERED
> fetch 1 items=savedate = NOT_OFFERED
> fetch 1 items=emailid = NOT_OFFERED
> fetch 1 items=threadid = NOT_OFFERED
> fetch 1 items=gm = NOT_OFFERED
> fetch 1 items=binary = NOT_OFFERED
> fetch 1 items=binary_size = NOT_OFFERED
> fetch 1 items=flags changedsince=1 = NOT_OFFERED
> fetch 1 items=flags partial=1:2 = NOT_OFFERED
> store 1 a unchangedsince=1 = NOT_OFFERED
> store 1 a labels = NOT_OFFERED
> search ALL partial=1:2 = NOT_OFFERED
> search ALL tell=min = NOT_OFFERED
> search ALL sort=DATE = NOT_OFFERED
> search ALL thread=REFERENCES = NOT_OFFERED
> search ALL thread=ORDEREDSUBJECT = NOT_OFFERED
> list "*" choose=subscribed = NOT_OFFERED
> list "*" choose=special_use = NOT_OFFERED
> list "*" tell=children = NOT_OFFERED
> list "*" tell=myrights = NOT_OFFERED
> list "*" status=messages = NOT_OFFERED
> list "*" metadata=/shared/comment = NOT_OFFERED
> status A items=size = NOT_OFFERED
> status A items=modseq = NOT_OFFERED
> status A items=appendlimit = NOT_OFFERED
> status A items=mailboxid = NOT_OFFERED
> append A bytes=1 more = NOT_OFFERED
> append A bytes=1 binary = NOT_OFFERED
> append A bytes=1 utf8 = NOT_OFFERED
> append A catenate = NOT_OFFERED
> append A bytes=1 replace=7 = NOT_OFFERED
> noop
C: A1 NOOP

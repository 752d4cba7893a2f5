# Nothing of a listing is passed over: a CR that ends no line is a framing error.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> search ALL
C: A1 UID SEARCH ALL
S: * SEARCH 1 2\rx 3
! ITEM 2 SEARCH uid=1 num=1
! ITEM 2 SEARCH uid=2 num=2
! ABORTED 2
! FAILED PROTOCOL

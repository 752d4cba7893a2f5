# An ESEARCH that answers SORT has its order, and says so; one that answers SEARCH has none.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1 ESEARCH SORT ESORT] hello
! READY 1
> search ALL sort=DATE
> search ALL
C: A1 UID SORT RETURN (ALL) (DATE) UTF-8 ALL
C: A2 UID SEARCH RETURN (ALL) ALL
S: * ESEARCH (TAG "A1") UID ALL 9,3:4
! ITEM 2 ALL item=84 uid=9 num=9
! ITEM 2 ALL item=84 uid=3 num=4
S: * ESEARCH (TAG "A2") UID ALL 3
! ITEM 3 ALL item=83 uid=3 num=3
S: A1 OK
! DONE 2
S: A2 OK
! DONE 3

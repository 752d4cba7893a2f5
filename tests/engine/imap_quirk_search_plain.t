# SEARCH where ESEARCH is due, and the other way round: Cyrus 2.4.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1 ESEARCH] hello
! READY 1
> search ALL
C: A1 UID SEARCH RETURN (ALL) ALL
S: * SEARCH 2 3
! ITEM 2 SEARCH item=83 uid=2
! ITEM 2 SEARCH item=83 uid=3
S: A1 OK done
! DONE 2 flags=NONE
> search ALL
C: A2 UID SEARCH RETURN (ALL) ALL
S: * ESEARCH UID ALL 2:3
! ITEM 3 ALL item=83 uid=2 num=3
S: A2 OK done
! DONE 3

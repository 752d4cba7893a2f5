# Values that are none: mail.ru, Exchange, Yandex.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
S: * 6 FETCH (UID 1 RFC822.SIZE 9.3736e+06 RFC822.SIZE -1 FLAGS "\\Seen" BODY[1.2] )
! MSG 2
! ATTR 2 RFC822.SIZE num=0 flags=DAMAGED "9.3736e+06"
! ATTR 2 RFC822.SIZE num=0 flags=DAMAGED "-1"
! ATTR 2 FLAGS flags=DAMAGED
! ATTR 2 BODY[1.2] flags=DAMAGED ""
! MSG_END 2
S: * OK [UIDNEXT x] x
! MAILBOX UIDNEXT num=0 flags=DAMAGED
> quirk VALUE 5

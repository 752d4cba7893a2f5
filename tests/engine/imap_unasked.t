# What a server says by itself.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! CAP
! READY 1
S: * 7 EXISTS
! MAILBOX 0 EXISTS num=7
S: * 3 EXPUNGE
! MAILBOX 0 EXPUNGE num=3 item=22
S: * 0 EXPUNGE
S: * OK [ALERT] Disk\tfull
! MAILBOX 0 ALERT item=29 0 "Disk?full"
S: * NO be careful
! MAILBOX 0 TEXT item=30 "be careful"
S: * BAD be careful
! MAILBOX 0 TEXT
S: * OK
! MAILBOX 0 TEXT ""
S: * OK [X-CODE a b] words
! MAILBOX 0 X-CODE item=39 "a b"
! MAILBOX 0 TEXT "words"
S: * ok [uidnext 5]
! MAILBOX 0 UIDNEXT num=5
S: * OK [UIDNEXT 0]x
! MAILBOX 0 UIDNEXT num=0 flags=DOUBTFUL
S: * OK [UIDNEXT -1] x
! MAILBOX 0 UIDNEXT num=0 flags=DAMAGED "-1"
S: * OK [UIDNEXT] x
! MAILBOX 0 UIDNEXT num=0 flags=DAMAGED ""
S: * OK [UIDNEXT 18446744073709551616] x
! MAILBOX 0 UIDNEXT num=0 flags=DAMAGED "18446744073709551616"
S: * OK [PERMANENTFLAGS NIL] x
! MAILBOX 0 PERMANENTFLAGS flags=DAMAGED "NIL"
S: * OK [UNSEEN 1
! MAILBOX 0 UNSEEN num=1
S: * OK [READ-ONLY] x
! MAILBOX 0 READ-ONLY item=27
S: * FLAGS
! MAILBOX 0 FLAGS flags=DAMAGED ""
S: * FLAGS ({3}
S: a)b \\Seen) x
! MAILBOX 0 FLAGS "({3}\r\na)b \\Seen) x" flags=DAMAGED
S: *   9   EXISTS  now
! MAILBOX 0 EXISTS num=9
S: * 9 recent
! MAILBOX 0 RECENT num=9
S: * CAPABILITY IMAP4rev1 IDLE
! CAP "IMAP4rev1"
! CAP "IDLE"

# A code without OK: Exchange, home.pl.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
S: * [COPYUID 1 2 3]
! MAILBOX COPYUID item=37 "1 2 3"
S: * [COPYUID 1  ]
! MAILBOX COPYUID "1  "
> quirk NO_STATUS 2

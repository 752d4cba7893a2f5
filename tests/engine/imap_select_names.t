# Names of mailboxes.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> select "a\"b\\c"
C: A1 SELECT "a\\"b\\\\c"
> select "A & B"
C: A2 SELECT "A &- B"
> select {5}
C: A3 SELECT "{5}"
> select "a/b.c *%](" examine
C: A4 EXAMINE "a/b.c *%]("
> select "Entw\xc3\xbcrfe & mehr"
C: A5 SELECT "Entw&APw-rfe &- mehr"
> select inbox
C: A6 SELECT "INBOX"

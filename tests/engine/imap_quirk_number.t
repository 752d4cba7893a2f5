# Messages that cannot be: Courier, Zoho.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
S: * 0 FETCH (UID 1 FLAGS ())
S: * -1 FETCH (UID 1 BODY[] {3}
S: a\n))
S: * 0 EXPUNGE
S: * 99999999999 EXPUNGE
> quirk NUMBER 4

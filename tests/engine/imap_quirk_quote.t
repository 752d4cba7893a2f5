# Quotes inside of a quoted string: iCloud, NetEase, QQ.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
S: * 1 FETCH (UID 1 ENVELOPE ("a "quoted" word" "<"abc"@x>") FLAGS (a))
! MSG 2 uid=1
! ATTR 2 ENVELOPE flags=NONE "(\"a \"quoted\" word\" \"<\"abc\"@x>\")"
! ATTR 2 FLAGS "(a)"
! MSG_END 2
> quirk QUOTE 0
S: * 2 FETCH (UID 2 ENVELOPE ("5"tall" NIL) FLAGS (b))
! MSG 2 uid=2
! ATTR 2 ENVELOPE flags=NONE "(\"5\"tall\" NIL)"
! ATTR 2 FLAGS "(b)"
! MSG_END 2
S: * 3 FETCH (UID 3 ENVELOPE ("a"b" ("x" NIL "y" "z")) FLAGS (c))
! MSG 2 uid=3
! ATTR 2 ENVELOPE "(\"a\"b\" (\"x\" NIL \"y\" \"z\"))"
! ATTR 2 FLAGS "(c)"
! MSG_END 2
S: * 4 FETCH (UID 4 ENVELOPE ((("x" NIL "u" "qq.com\\"))) FLAGS (d))
! MSG 2 uid=4
! ATTR 2 ENVELOPE "(((\"x\" NIL \"u\" \"qq.com\\\")))"
! ATTR 2 FLAGS "(d)"
! MSG_END 2
S: * LIST () "/" "a"b"
! ITEM LIST "() \"/\" \"a\"b\""
S: A1 OK x
! DONE 2
> quirk QUOTE 4

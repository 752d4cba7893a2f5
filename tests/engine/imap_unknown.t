# What is not known is told as it is, with its literals; what cannot be told is passed over.
protocol: imap
in_bytes: =64
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
S: * LIST () "/" {9}
S: A1 OK )"(
! ITEM 0 LIST item=80 "() \"/\" {9}\r\nA1 OK )\"("
S: * -1 FETCH (FLAGS ())
S: * 99999999999999999999 FETCH (BODY[] {4}
S: A1 )
S: * 0 FETCH (UID 5 BODY[] {7}
S: A1 OK\r\n)
S: * 5 FOO {3}
S: abc
! ITEM 0 FOO item=97 num=5 "{3}\r\nabc"
S: * 5
S: * 5 FETCH
S: * 5 FETCH x
S: *
S: * X "{3}"
! ITEM 0 X item=97 num=0 "\"{3}\""
S: * X "a\\"{3}
! ITEM 0 X "\"a\\\"{3}"
S: * X {3} x
! ITEM 0 X "{3} x"
S: * X {} {3 
! ITEM 0 X "{} {3"
S: * X {3+}
S: abc {2-}
S: ab
! ITEM 0 X "{3+}\r\nabc {2-}\r\nab"
S: * X )))((( ]]] [[[
! ITEM 0 X ")))((( ]]] [[["
S: * X
! ITEM 0 "" item=97 "X"
S: * 7 X  
! ITEM 0 X num=7 "" 
S: * A-WORD-THAT-IS-LONGER-THAN-THE-WHOLE-BUFFER-OF-64-BYTES-WHICH-IS-MUCH {3}
S: abc
! ITEM 0
S: * 1 A-WORD-THAT-IS-LONGER-THAN-THE-WHOLE-BUFFER-OF-64-BYTES-WHICH-IS-MUCH {3}
S: abc
! ITEM 0 num=1
S: * 8 EXISTS
! MAILBOX 0 EXISTS num=8
S: * X {-3}
! FAILED PROTOCOL

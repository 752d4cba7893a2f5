# What is not known is passed over, with its literals.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
S: * LIST () "/" {9}
S: A1 OK )"(
S: * SEARCH 1 2 3
S: * -1 FETCH (FLAGS ())
S: * 99999999999999999999 FETCH (BODY[] {4}
S: A1 )
S: * 0 FETCH (UID 5 BODY[] {7}
S: A1 OK\r\n)
S: * 5 FOO {3}
S: abc
S: * 5
S: * 5 FETCH
S: * 5 FETCH x
S: *
S: * [COPYUID 1 2 3]
S: * X "{3}"
S: * X "quoted {3}
S: * X "a\\"{3}
S: * X {3} x
S: * X {}
S: * X {3
S: * X {-3}
S: * X {3+}
S: abc{2-}
S: ab
S: * X )))((( ]]] [[[
S: * A-WORD-THAT-IS-LONGER-THAN-THE-WHOLE-BUFFER-OF-64-BYTES-WHICH-IS-MUCH {3}
S: abc
S: * 1 A-WORD-THAT-IS-LONGER-THAN-THE-WHOLE-BUFFER-OF-64-BYTES-WHICH-IS-MUCH {3}
S: abc
S: * 8 EXISTS
! MAILBOX 0 EXISTS num=8

# ID: quoted strings, NIL, and never an empty list.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1 ID] hello
! READY 1
> id
> id name "a\"b" version - vendor x
C: A1 ID NIL
C: A2 ID ("name" "a\\"b" "version" NIL "vendor" "x")
S: A1 OK id
! DONE 2
S: A2 OK id
! DONE 3
> id "a\r\nA1 NOOP" x = ARG
> id a "x\xc3\xa4" = ARG
> id "" x = ARG
> id 1234567890123456789012345678901 x = ARG

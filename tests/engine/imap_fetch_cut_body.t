# A quoted body is streamed, whatever its size; a date is cut.
protocol: imap
in_bytes: =64
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
S: * 1 FETCH (UID 1 BODY[] "a quoted string that is longer than the buffer: \\"0123456789012345678901234567890\\\\" INTERNALDATE "01234567890123456789012345678901234567890123456789012345678901234567890123456789" FLAGS (x))
! MSG 2
! BODY 2 BODY[] num=0
! DATA 2 "a quoted string that is longer than the buffer: \"0123456789012345678901234567890\\"
! ATTR 2 INTERNALDATE flags=CUT
! ATTR 2 FLAGS "(x)"
! MSG_END 2
S: A1 OK done
! DONE 2 0 "done"

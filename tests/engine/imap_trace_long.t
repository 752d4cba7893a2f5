# A line longer than the buffer in a trace.
protocol: imap
flags: trace
in_bytes: =64
S: * OK [CAPABILITY] hello
! TRACE S
! READY
S: * LIST () "/" "a\tb"
! TRACE S "* LIST () \"/\" \"a" flags=CUT|BEFORE_TLS
! ITEM 0 LIST "() \"/\" \"a\tb\""
S: * OK a line that is longer than the buffer of the session, which is small
! TRACE S "* OK a line that is longer than the buffer of the session, which" flags=CUT|BEFORE_TLS
! MAILBOX 0 TEXT "a line that is longer than the buffer of the ses"

# Nested as deep as can be.
protocol: imap
modes: chunks
in_bytes: =64
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
s: * 1 FETCH (UID 1 ENVELOPE
! MSG 2
s*65535: (
! ATTR 2 flags=CUT
s*65535: )
S: )
! MSG_END 2
S: A1 OK done
! DONE 2 0 "done"

# Names as raw bytes need literals. What waits for a continuation request holds all behind it.
protocol: imap
flags: raw_names
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> noop
> rename "n\xe4" "\xff\x01\x80"
> select "B"
> delete "&AOQ-"
C: A1 NOOP
C: A2 RENAME {2}
S: A1 OK noop
! DONE 2
S: + ready
C: n\xe4 {3}
S: * OK still here
! MAILBOX 0 TEXT
S: + ready
C: \xff\x01\x80
C: A3 SELECT "B"
C: A4 DELETE "&AOQ-"
S: A2 NO no
! REFUSED 3 REPLY_PERM
S: A3 OK yes
! DONE 4
S: A4 OK yes
! DONE 5
> rename "a\nb" c = ARG
> rename "a\rb" c = ARG

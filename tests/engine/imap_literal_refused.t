# A literal that is refused: the rest of its command is dropped, and nothing else.
protocol: imap
flags: raw_names
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> delete "\xe4"
> rename "\xe4" "\xe4\xe4"
> noop
C: A1 DELETE {1}
S: A1 NO [CANNOT] no such names
! REFUSED 2 REPLY_PERM word=CANNOT
C: A2 RENAME {1}
S: + ok
C: \xe4 {2}
S: A2 BAD too much
! REFUSED 3 REPLY_PERM
C: A3 NOOP
S: A3 OK noop
! DONE 4

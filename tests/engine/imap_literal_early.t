# A continuation request that came before the literal's header was sent is not for it.
protocol: imap
flags: raw_names
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> noop
C: A1 NOOP
S: + too early
S: A1 OK noop
! DONE 2
> quirk PLUS 1
> delete "\xe4"
C: A2 DELETE {1}
S: + now
C: \xe4
S: A2 OK deleted
! DONE 3

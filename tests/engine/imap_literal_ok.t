# A good answer to half of a command cannot be.
protocol: imap
flags: raw_names
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> delete "\xe4"
> noop
C: A1 DELETE {1}
S: A1 OK deleted
! ABORTED 2 PROTOCOL
! ABORTED 3 PROTOCOL
! FAILED PROTOCOL

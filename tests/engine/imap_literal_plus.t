# LITERAL+: nothing waits.
protocol: imap
flags: raw_names
S: * OK [CAPABILITY IMAP4rev1 LITERAL+] hello
! READY 1
> delete "\xe4"
> noop
C: A1 DELETE {1+}
C: \xe4
C: A2 NOOP
S: A1 OK deleted
! DONE 2
S: A2 OK noop
! DONE 3

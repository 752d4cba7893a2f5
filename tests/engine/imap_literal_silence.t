# No continuation request comes.
protocol: imap
flags: raw_names
timeouts: command=5000
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> delete "\xe4"
> noop
C: A1 DELETE {1}
> time 5000
! ABORTED 2 TIMEOUT
! ABORTED 3 TIMEOUT
! FAILED TIMEOUT stage=COMMAND

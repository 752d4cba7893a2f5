# UNAUTHENTICATE waits until it is alone, and undoes what was enabled. Refused, it undoes nothing.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1 ENABLE CONDSTORE UNAUTHENTICATE] hello
! READY 1
> enable CONDSTORE
> unauthenticate
> noop
C: A1 ENABLE CONDSTORE
S: A1 OK e
! DONE 2
C: A2 UNAUTHENTICATE
> enabled CONDSTORE
S: A2 NO why
! REFUSED 3 REPLY_PERM
C: A3 NOOP
> enabled CONDSTORE
S: A3 OK n
! DONE 4
> unauthenticate
C: A4 UNAUTHENTICATE
S: A4 OK nobody
! DONE 5
> enabled

# IDLE is refused, or ended by the server: no DONE.
protocol: imap
S: * OK [CAPABILITY IMAP4rev2] hello
! READY 1
> idle
C: A1 IDLE
S: A1 NO no
! REFUSED 2 REPLY_PERM
> idle
C: A2 IDLE
S: + idling
S: + again
> quirk PLUS 1
S: A2 OK too long for me
! DONE 3
> idle
> noop
C: A3 IDLE
S: A3 OK
! DONE 4
C: A4 NOOP
S: A4 OK n
! DONE 5
> idle
C: A5 IDLE
S: + idling
S: * BYE
! ABORTED 6 SERVER_BYE
! FAILED SERVER_BYE

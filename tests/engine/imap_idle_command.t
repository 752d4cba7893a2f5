# Any other command ends IDLE: DONE first, all in one flight.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1 IDLE] hello
! READY 1
> idle
C: A1 IDLE
S: + idling
S: * 3 EXISTS
! MAILBOX 0 EXISTS num=3
> fetch 3 items=flags numbers
> noop
C: DONE
S: A1 OK idle over
! DONE 2
C: A2 FETCH 3 (UID FLAGS)
C: A3 NOOP
S: A2 OK f
! DONE 3
> idle_done = USAGE
S: A3 OK n
! DONE 4
> idle
> noop
C: A4 IDLE
S: + idling
C: DONE
C: A5 NOOP
S: A4 OK idle over
! DONE 5
S: A5 OK n
! DONE 6
> idle
C: A6 IDLE
> idle_done
S: + idling
C: DONE
S: A6 OK idle over
! DONE 7
> idle
C: A7 IDLE
S: +
> quit
C: DONE
C: A8 LOGOUT
S: A7 OK over
! DONE 8
S: * BYE
S: A8 OK out
! DONE 9
! CLOSED

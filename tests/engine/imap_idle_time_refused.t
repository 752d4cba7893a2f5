# Renewing is refused.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1 IDLE] hello
! READY 1
> idle
C: A1 IDLE
S: + idling
> time 1380000
C: DONE
S: A1 NO what
! REFUSED 2 REPLY_PERM
> idle
C: A2 IDLE
S: + idling
> time 1380000
C: DONE
> idle_done
S: A2 OK over
! DONE 3
> idle
C: A3 IDLE
S: + idling
> time 1380000
C: DONE
S: A3 OK over
C: A4 IDLE
S: A4 NO not again
! REFUSED 4 REPLY_PERM

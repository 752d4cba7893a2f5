# It is renewed every 23 minutes, whatever came meanwhile, and the answer to DONE has its limit.
protocol: imap
timeouts: command=60000
S: * OK [CAPABILITY IMAP4rev1 IDLE] hello
! READY 1
> idle
C: A1 IDLE
> timeout 60000
S: + idling
> timeout 1380000
> time 1379999
S: * 3 EXISTS
! MAILBOX 0 EXISTS num=3
> timeout 1
> time 1
C: DONE
S: A1 OK over
C: A2 IDLE
S: + idling
> time 1000
> timeout 1379000
> time 1379000
C: DONE
> timeout 60000
S: A2 OK over
C: A3 IDLE
S: + idling
> time 1380000
C: DONE
> noop
C: A4 NOOP
S: A3 OK over
! DONE 2
S: A4 OK n
! DONE 3
> idle
C: A5 IDLE
S: + idling
> time 1380000
C: DONE
> time 60000
! ABORTED 4 TIMEOUT
! FAILED TIMEOUT stage=COMMAND

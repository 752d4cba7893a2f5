# nor in many lines of one, as long as they are few bytes.
timeouts: command=300000
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250 x
! READY 1
> noop
C: NOOP
S: 250-a
> time 100000
S: 250-b
> time 100000
S: 250-c
> time 99999
s: 2
> timeout 1
> time 1
! ABORTED 2 TIMEOUT
! FAILED TIMEOUT stage=COMMAND

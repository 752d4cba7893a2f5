# Single bytes do not keep a session alive: neither in a reply
timeouts: command=300000
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250 x
! READY 1
> noop
C: NOOP
s: 2
> time 100000
s: 5
> time 100000
s: 0
> timeout 100000
> time 100000
! ABORTED 2 TIMEOUT
! FAILED TIMEOUT stage=COMMAND

# Keywords without code in the reply to EHLO, a known bug, are tolerated and counted; nowhere else.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-Nice to meet you
S: 8BITMIME
! CAP 0 250 "8BITMIME"
S: SIZE 1000
! CAP 0 250 "SIZE 1000"
S: 250 DSN
! CAP 0 250 "DSN"
! READY 1 250
> caps +8BITMIME +DSN +SIZE
> max_bytes 1000
> quirk NO_CODE 2
> noop
C: NOOP
S: 250-ok
S: SMTPUTF8
! ABORTED 2 PROTOCOL
! FAILED PROTOCOL

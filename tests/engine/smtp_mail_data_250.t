# 354 and only 354 opens the body (RFC 5321 4.3.2).
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 PIPELINING
! READY 1
> mail ann@example.org
> rcpt a@example.net
> data
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<a@example.net>
C: DATA
S: 250 ok
! DONE 2
S: 250 ok
! DONE 3
S: 250 go ahead
! ABORTED 4 PROTOCOL
! FAILED PROTOCOL reply=250 retry=0

# The same with DATA queued, but not yet sent, as the server takes one command at a time.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250 x
! READY 1
> mail ann@example.org
> rcpt a@example.net
> data
C: MAIL FROM:<ann@example.org>
S: 250 ok
! DONE 2
C: RCPT TO:<a@example.net>
S: 450 4.2.1 later
! REFUSED 3 450 4.2.1
C: DATA
S: 503 5.5.1 no valid recipients
! REFUSED 4 503

# Not offered: nothing is sent before the last reply is in, however much is queued.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250 x
! READY 1
> mail ann@example.org
> rcpt bob@example.net
> rcpt nobody@example.net
> data
C: MAIL FROM:<ann@example.org>
S: 250 ok
! DONE 2
C: RCPT TO:<bob@example.net>
S: 250 ok
! DONE 3
C: RCPT TO:<nobody@example.net>
S: 450 4.2.1 later
! REFUSED 4 450 4.2.1 err=REPLY_TEMP retry=1
C: DATA
S: 354 go ahead
> write hello
> end
> mail cat@example.org
C: hello
C: .
S: 250 ok
! DONE 5
C: RSET
S: 250 ok
C: MAIL FROM:<cat@example.org>
S: 250 ok
! DONE 6

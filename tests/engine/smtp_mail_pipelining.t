# One flight: MAIL, RCPT, RCPT, DATA; partial acceptance.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 PIPELINING
! READY 1
> mail ann@example.org
> rcpt bob@example.net
> rcpt nobody@example.net
> data
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: RCPT TO:<nobody@example.net>
C: DATA
S: 250 2.1.0 ok
! DONE 2 250
S: 250 2.1.5 ok
! DONE 3 250
S: 550-5.1.1 no such
S: 550 5.1.1 user
! REFUSED 4 550 5.1.1 err=REPLY_PERM reply=550 enh=5.1.1 stage=COMMAND retry=0 "no such\nuser"
S: 354 go ahead
> write hello\r\n
> end
C: hello
C: .
S: 250 2.0.0 queued as 4711
! DONE 5 250 2.0.0 "queued as 4711"
> quit
C: QUIT
S: 221 bye
! DONE 6
! CLOSED

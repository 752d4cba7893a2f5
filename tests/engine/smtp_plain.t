# One message, one command after the other.
S: 220 mail.example.org ESMTP
C: EHLO [127.0.0.1]
S: 250-mail.example.org
S: 250 SIZE 1000
! READY 1 250
> mail ann@example.org
C: MAIL FROM:<ann@example.org>
S: 250 2.1.0 ok
! DONE 2 250 2.1.0 "ok"
> rcpt bob@example.net
C: RCPT TO:<bob@example.net>
S: 250 2.1.5 ok
! DONE 3 250 2.1.5
> data
C: DATA
S: 354 go ahead
> write Subject: hi\r\n\r\n.one\n..two\rthree
> end
C: Subject: hi
C:
C: ..one
C: ...two
C: three
C: .
S: 250 2.0.0 queued as 4711
! DONE 4 250 2.0.0 "queued as 4711"
> quit
C: QUIT
S: 221 2.0.0 bye
! DONE 5 221 "bye"
! CLOSED
> noop = USAGE

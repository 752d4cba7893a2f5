# LMTP (RFC 2033): a reply for each recipient that was accepted.
flags: lmtp
S: 220 lmtp.example.org LMTP
C: LHLO [127.0.0.1]
S: 250-x
S: 250-PIPELINING
S: 250 ENHANCEDSTATUSCODES
! READY 1
> caps +EHLO +PIPELINING
> mail ""
> rcpt ann
> rcpt nobody@example.org
> rcpt bob+x@example.org
> rcpt cat@example.org
> data
C: MAIL FROM:<>
C: RCPT TO:<ann>
C: RCPT TO:<nobody@example.org>
C: RCPT TO:<bob+x@example.org>
C: RCPT TO:<cat@example.org>
C: DATA
S: 250 ok
! DONE 2
S: 250 2.1.5 ok
! DONE 3
S: 550 5.1.1 no
! REFUSED 4 550
S: 250 ok
! DONE 5
S: 250 ok
! DONE 6
S: 354 go
> write hello
> end
C: hello
C: .
S: 250 2.0.0 ann has it
! RCPT 7 250 num=1 uid=200000 "ann has it"
S: 452 4.2.2 mailbox full
! RCPT 7 452 num=2 uid=402002 "mailbox full"
S: 250 2.0.0 cat has it
! RCPT 7 250 num=3 uid=200000 "cat has it"
! DONE 7 250 num=0
> quit
C: QUIT
S: 221 bye
! DONE 8
! CLOSED

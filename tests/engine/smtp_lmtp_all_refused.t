# Nobody is accepted: a dot alone, and one reply.
flags: lmtp
S: 220 lmtp.example.org LMTP
C: LHLO [127.0.0.1]
S: 250-x
S: 250-PIPELINING
S: 250 ENHANCEDSTATUSCODES
! READY 1
> caps +EHLO +PIPELINING
> mail a@b
> rcpt ann
> data
C: MAIL FROM:<a@b>
C: RCPT TO:<ann>
C: DATA
S: 250 ok
! DONE 2
S: 550 no
! REFUSED 3
S: 354 go
C: .
S: 503 5.5.1 nobody
! REFUSED 4 503

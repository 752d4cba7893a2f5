# Nobody gets it.
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
> rcpt bob
> data
C: MAIL FROM:<a@b>
C: RCPT TO:<ann>
C: RCPT TO:<bob>
C: DATA
S: 250 ok
! DONE 2
S: 250 ok
! DONE 3
S: 250 ok
! DONE 4
S: 354 go
> write hello
> end
C: hello
C: .
S: 452 4.2.2 full
! RCPT 5 452 num=1 uid=402002
S: 550 5.2.1 closed
! RCPT 5 550 num=2 uid=502001
! REFUSED 5 550 err=REPLY_PERM

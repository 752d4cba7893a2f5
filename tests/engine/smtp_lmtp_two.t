# Two messages: counts begin again.
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
> write x
> end
C: x
C: .
S: 250 ok
! RCPT 5 250 num=1
S: 250 ok
! RCPT 5 250 num=2
! DONE 5 250 num=0
> mail a@b
> rcpt ann
> data
C: MAIL FROM:<a@b>
C: RCPT TO:<ann>
C: DATA
S: 250 ok
! DONE 6
S: 250 ok
! DONE 7
S: 354 go
> write x
> end
C: x
C: .
S: 450 4.2.2 ok
! RCPT 8 450 num=1
! REFUSED 8 450

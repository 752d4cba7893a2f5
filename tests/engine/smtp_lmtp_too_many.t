# A verdict too many.
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
S: 250 ok
! DONE 3
S: 354 go
> write x
> end
C: x
C: .
S: 250 ok
! RCPT 4 250 num=1
! DONE 4
S: 250 ok
! FAILED PROTOCOL

# 421 in the middle of the verdicts is the verdict of all that are left.
flags: lmtp
S: 220 lmtp.example.org LMTP
C: LHLO [127.0.0.1]
S: 250-x
S: 250 PIPELINING
! READY 1
> mail a@b
> rcpt ann
> rcpt bob
> rcpt cat
> data
C: MAIL FROM:<a@b>
C: RCPT TO:<ann>
C: RCPT TO:<bob>
C: RCPT TO:<cat>
C: DATA
S: 250 ok
! DONE 2
S: 250 ok
! DONE 3
S: 250 ok
! DONE 4
S: 250 ok
! DONE 5
S: 354 go
> write x
> end
> noop
C: x
C: .
C: NOOP
S: 250 ok
! RCPT 6 250 num=1
S: 421 4.3.0 bye
! RCPT 6 421 num=2 uid=403000 "bye"
! RCPT 6 421 num=3 uid=0 ""
! DONE 6 250
! ABORTED 7 SERVER_BYE
! FAILED SERVER_BYE reply=421

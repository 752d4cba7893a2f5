# The connection ends after one of two verdicts.
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
S: 250 2.0.0 ann has it
! RCPT 5 250 num=1
> eof
! UNKNOWN 5 CONN_LOST
! FAILED CONN_LOST stage=DATA_END

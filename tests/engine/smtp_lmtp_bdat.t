# With CHUNKING the last chunk is answered for each recipient.
out_bytes: =4096
flags: lmtp
S: 220 lmtp.example.org LMTP
C: LHLO [127.0.0.1]
S: 250-x
S: 250-PIPELINING
S: 250-CHUNKING
S: 250 ENHANCEDSTATUSCODES
! READY 1
> caps +EHLO +PIPELINING
> mail a@b
> rcpt ann
> rcpt bob
> data
> write x
> end
C: MAIL FROM:<a@b>
C: RCPT TO:<ann>
C: RCPT TO:<bob>
C: BDAT 3 LAST
C: x
S: 250 ok
! DONE 2
S: 250 ok
! DONE 3
S: 250 ok
! DONE 4
S: 250 ok
! RCPT 5 250 num=1
S: 550 5.2.2 no
! RCPT 5 550 num=2
! DONE 5 250 num=0

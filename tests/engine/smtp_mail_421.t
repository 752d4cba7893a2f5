# 421 in mid-queue: that command is refused, all that follows aborted.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 PIPELINING
! READY 1
> mail a@b
> rcpt c@d
> rcpt e@f
> data
C: MAIL FROM:<a@b>
C: RCPT TO:<c@d>
C: RCPT TO:<e@f>
C: DATA
S: 250 ok
! DONE 2
S: 421 4.3.2 shutting down
! REFUSED 3 421 4.3.2 err=REPLY_TEMP
! ABORTED 4 SERVER_BYE
! ABORTED 5 SERVER_BYE
! FAILED SERVER_BYE reply=421 enh=4.3.2 retry=1 "shutting down"

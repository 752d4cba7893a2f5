# Two messages in flight: what 421 is said before has not been taken, it is never in doubt.
out_bytes: =4096
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250-PIPELINING
S: 250 CHUNKING
! READY 1
> mail a@b
> rcpt c@d
> data
> write one\r\n
> end
> mail e@f
> rcpt g@h
> data
> write two\r\n
> end
C: MAIL FROM:<a@b>
C: RCPT TO:<c@d>
C: BDAT 5 LAST
C: one
C: RSET
C: MAIL FROM:<e@f>
C: RCPT TO:<g@h>
C: BDAT 5 LAST
C: two
S: 250 ok
! DONE 2
S: 250 ok
! DONE 3
S: 421 4.3.2 bye
! REFUSED 4 421 4.3.2 err=REPLY_TEMP
! ABORTED 5 SERVER_BYE
! ABORTED 6 SERVER_BYE
! ABORTED 7 SERVER_BYE
! FAILED SERVER_BYE

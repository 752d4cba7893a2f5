S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 PIPELINING
! READY 1
> mail ann@example.org
> rcpt a@example.net
> data
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<a@example.net>
C: DATA
S: 250 ok
! DONE 2
S: 250 ok
! DONE 3
S: 451 4.3.0 disk
! REFUSED 4 451 4.3.0 err=REPLY_TEMP stage=DATA_START
> write x = USAGE
> end = USAGE
> mail ann@example.org
C: RSET
C: MAIL FROM:<ann@example.org>
S: 250 ok
S: 250 ok
! DONE 5

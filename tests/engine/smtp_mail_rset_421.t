# 421 to the RSET between messages.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250 x
! READY 1
> mail ann@example.org
C: MAIL FROM:<ann@example.org>
S: 250 ok
! DONE 2
> rcpt a@example.net
C: RCPT TO:<a@example.net>
S: 450 4.2.1 later
! REFUSED 3 450 4.2.1
> data
! REFUSED 4 450
> mail eve@example.org
C: RSET
S: 421 4.3.2 bye
! ABORTED 5 SERVER_BYE
! FAILED SERVER_BYE reply=421 "bye"

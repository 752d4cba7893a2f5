# Nobody is left, DATA is not sent, and the next message is submitted in the same breath.
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
> mail eve@example.org
! REFUSED 4 450
C: RSET
S: 250 ok
C: MAIL FROM:<eve@example.org>
S: 250 ok
! DONE 5

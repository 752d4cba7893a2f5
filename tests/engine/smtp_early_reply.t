# The reply to a command that has not been sent: injected, or a server out of step.
input: whole
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250 x
! READY 1
> mail a@b
> rcpt c@d
C: MAIL FROM:<a@b>
S: 250 ok
! DONE 2
S: 250 ok
! ABORTED 3 PROTOCOL
! FAILED PROTOCOL

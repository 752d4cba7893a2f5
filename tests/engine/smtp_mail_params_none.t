# Nothing is left out in silence.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250 x
! READY 1
> mail a@b utf8 = NOT_OFFERED
> mail a@b requiretls = NOT_OFFERED
> mail a@b body=8bit = NOT_OFFERED
> mail a@b body=binary = NOT_OFFERED
> mail a@b ret=full = NOT_OFFERED
> mail a@b envid=x = NOT_OFFERED
> mail a@b by_mode=notify by=5 = NOT_OFFERED
> mail a@b hold=5 = NOT_OFFERED
> mail a@b until=2026-12-24T18:00:00Z = NOT_OFFERED
> mail a@b priority=0 = NOT_OFFERED
> mail a@b auth="" = NOT_OFFERED
> vrfy "gr\xc3\xbc" = NOT_OFFERED
> mail a@b body=7bit
C: MAIL FROM:<a@b>
S: 250 ok
! DONE 2
> rcpt c@d notify=never = NOT_OFFERED
> rcpt c@d orcpt=c@d = NOT_OFFERED
> rcpt c@d rrvs=2014-04-03T23:01:00Z = NOT_OFFERED
> rcpt c@d
C: RCPT TO:<c@d>
S: 251 will forward
! DONE 3 251 "will forward"

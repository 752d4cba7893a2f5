# The parameters of all extensions.
in_bytes: 256
out_bytes: 512
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250-8BITMIME
S: 250-SIZE 100000
S: 250-DSN
S: 250-DELIVERBY 240
S: 250-FUTURERELEASE 604800 2030-01-01T00:00:00Z
S: 250-MT-PRIORITY MIXER
S: 250-REQUIRETLS
S: 250-RRVS
S: 250-AUTH PLAIN
S: 250 SMTPUTF8
! READY 1
> mail ann@example.org body=7bit ret=hdrs envid="QQ+1=2 3" by=300 by_mode=return hold=3600 priority=-9 auth=eve@example.org bytes=500
C: MAIL FROM:<ann@example.org> SIZE=500 BODY=7BIT RET=HDRS ENVID=QQ+2B1+3D2+203 BY=300;R HOLDFOR=3600 MT-PRIORITY=-9 AUTH=eve@example.org
S: 250 ok
! DONE 2
> rcpt bob@example.net notify=success,failure,delay orcpt="a+b=c d@example.net" rrvs=2014-04-03T23:01:00Z;C
C: RCPT TO:<bob@example.net> NOTIFY=SUCCESS,FAILURE,DELAY ORCPT=rfc822;a+2Bb+3Dc+20d@example.net RRVS=2014-04-03T23:01:00Z;C
S: 250 ok
! DONE 3
> rcpt eve@example.net notify=never
C: RCPT TO:<eve@example.net> NOTIFY=NEVER
S: 250 ok
! DONE 4
> rcpt eve@example.net notify=9 = ARG
> rcpt eve@example.net notify=16 = ARG
> rcpt eve@example.net orcpt="" = ARG
> rcpt eve@example.net orcpt="a\r\nb" = ARG
> rcpt eve@example.net rrvs="2014 " = ARG
> rcpt gr\xc3\xbc = ARG
> rcpt "gr\xc3\xbc@example.net" orcpt="gr\xc3\xbc\\+@example.net"
C: RCPT TO:<gr\xc3\xbc@example.net> ORCPT=utf-8;gr\xc3\xbc\\x{5C}\\x{2B}@example.net
S: 250 ok
! DONE 5
> rset
C: RSET
S: 250 ok
! DONE 6
> mail "" ret=full by=-20 by_mode=notify by_trace until=2026-12-24T18:00:00Z priority=0 auth="" body=8bit utf8
C: MAIL FROM:<> BODY=8BITMIME SMTPUTF8 RET=FULL BY=-20;NT HOLDUNTIL=2026-12-24T18:00:00Z MT-PRIORITY=0 AUTH=<>
S: 250 ok
! DONE 7
> rset
C: RSET
S: 250 ok
! DONE 8
> mail a@b requiretls = NOT_OFFERED
> mail a@b body=binary = NOT_OFFERED
> mail a@b body=4 = ARG
> mail a@b ret=3 = ARG
> mail a@b by_mode=3 by=1 = ARG
> mail a@b by_mode=return by=0 = ARG
> mail a@b by_mode=notify by=1000000000 = ARG
> mail a@b by_mode=notify by=-1000000000 = ARG
> mail a@b hold=1 until=2026-12-24T18:00:00Z = ARG
> mail a@b hold=1000000000 = ARG
> mail a@b until="" = ARG
> mail a@b until="2026 X" = ARG
> mail a@b priority=10 = ARG
> mail a@b priority=-10 = ARG
> mail a@b envid="" = ARG
> mail a@b envid="a\nb" = ARG
> mail a@b envid="gr\xc3\xbc" = ARG
> mail a@b auth="a b" = ARG
> mail a@b bytes=100001 = TOO_BIG
> mail "gr\xc3\xbc@example.org" = ARG
> mail "gr\xc3\xbc@example.org" utf8
C: MAIL FROM:<gr\xc3\xbc@example.org> BODY=8BITMIME SMTPUTF8
S: 250 ok
! DONE 9

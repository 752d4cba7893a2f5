# NOOP, VRFY, RSET, codes of all kinds, enhanced codes of all kinds.
in_bytes: 128
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 VRFY
! READY 1
> vrfy "Ann Smith"
C: VRFY Ann Smith
S: 252 2.1.5 cannot say
! DONE 2 252 2.1.5 "cannot say"
> vrfy ann@example.org
C: VRFY ann@example.org
S: 250-2.1.5 Ann Smith
S: 250-2.1.5 who lives
S: 250 2.1.5 <ann@example.org>
! DONE 3 250 2.1.5 "Ann Smith\nwho lives\n<ann@example.org>"
> vrfy nobody
C: VRFY nobody
S: 550 5.1.1 no such user
! REFUSED 4 550 5.1.1 err=REPLY_PERM enh=5.1.1 reply=550 retry=0 stage=COMMAND "no such user"
> noop
C: NOOP
S: 450 4.7.123 not now
! REFUSED 5 450 4.7.123 err=REPLY_TEMP retry=1
> noop
C: NOOP
S: 250 2.7.1234 not a status code
! DONE 6 250 num=0 "2.7.1234 not a status code"
> noop
C: NOOP
S: 250 5.0.0 another class
! DONE 7 250 num=0 "5.0.0 another class"
> noop
C: NOOP
S: 250 2.0.0
! DONE 8 250 2.0.0 ""
> noop
C: NOOP
S: 250 2.0.0x
! DONE 9 250 num=0 "2.0.0x"
> noop
C: NOOP
S: 200 fine
! DONE 10 200
> rset
C: RSET
S: 250 flushed
! DONE 11 250 "flushed"
> rset
C: RSET
S: 299 fine
! DONE 12 299

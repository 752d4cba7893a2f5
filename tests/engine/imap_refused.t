# The server says no; the session lives.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> select X
C: A1 SELECT "X"
S: A1 NO [NONEXISTENT] no\x07such
! REFUSED 2 "no?such" err=REPLY_PERM word=NONEXISTENT stage=COMMAND retry=0
> select X
C: A2 SELECT "X"
S: A2 BAD what?
! REFUSED 3 "what?" err=REPLY_PERM word=""
> select X
C: A3 SELECT "X"
S: A3 NO [INUSE]
! REFUSED 4 "" err=REPLY_TEMP word=INUSE
> noop
C: A4 NOOP
S: A4 NO
! REFUSED 5 "" err=REPLY_PERM
> noop
C: A5 NOOP
S: a5 OK
! ABORTED 6
! FAILED PROTOCOL

# ENABLE: a name that is not plain waits until it is known how to write it.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1 ENABLE QRESYNC UTF8=ACCEPT UIDONLY] hello
! READY 1
> select "A" uidvalidity=1 modseq=2 = USAGE
> fetch 1 items=flags changedsince=3 vanished = USAGE
> enable "QRESYNC X-NEW"
> select "A" uidvalidity=1 modseq=2 known=1:9
> select "A" uidvalidity=1 = ARG
> fetch 1:* items=flags changedsince=3 vanished
C: A1 ENABLE QRESYNC X-NEW
C: A2 SELECT "A" (QRESYNC (1 2 1:9))
C: A3 UID FETCH 1:* (FLAGS) (CHANGEDSINCE 3 VANISHED)
> enabled
> enable CONDSTORE = WANT_WRITE
S: A1 OK that is all
! DONE 2
> enabled QRESYNC
S: A2 OK s
! DONE 3
S: A3 OK f
! DONE 4
> delete "\xc3\xa4"
C: A4 DELETE "&AOQ-"
S: A4 OK d
! DONE 5
> enable UTF8=ACCEPT
> delete "A"
> delete "\xc3\xa4" = WANT_WRITE
> delete "&" = WANT_WRITE
C: A5 ENABLE UTF8=ACCEPT
C: A6 DELETE "A"
S: A5 OK e
! DONE 6
> enabled QRESYNC UTF8
> delete "\xc3\xa4&\\"
C: A7 DELETE "\xc3\xa4&\\\\"
> search "TEXT \"\xc3\xa4\""
C: A8 UID SEARCH TEXT "\xc3\xa4"
> enable UIDONLY
C: A9 ENABLE UIDONLY
S: A9 NO no
! REFUSED 10 REPLY_PERM
> enabled QRESYNC UTF8
> enable UIDONLY
C: A10 ENABLE UIDONLY
S: A10 OK yes
! DONE 11
> enabled QRESYNC UTF8 UIDONLY
> fetch 1 items=flags numbers = USAGE
> search ALL numbers = USAGE
> enable IMAP4rev2 = NOT_OFFERED
> enable "A {3}" = ARG
> enable "" = ARG
> enable - = ARG

# Servers without ESEARCH, LITERAL+ and LITERAL-: plain commands, synchronising literals.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1 SORT THREAD=ORDEREDSUBJECT] hello
! READY 1
> search UNSEEN
> search ALL tell=all
C: A1 UID SEARCH UNSEEN
C: A2 UID SEARCH ALL
S: A1 OK none
! DONE 2
S: A2 OK none
! DONE 3
> search "TO \"\xc3\xa4\" CC \"\xc3\xb6\xc3\xbc\" SEEN" sort=DATE
> noop
C: A3 UID SORT (DATE) UTF-8 TO {2}
S: + go
C: \xc3\xa4 CC {4}
S: * 1 EXISTS
! MAILBOX 0 EXISTS
S: +
C: \xc3\xb6\xc3\xbc SEEN
C: A4 NOOP
S: A3 OK sorted
! DONE 4
S: A4 OK noop
! DONE 5
> search "TEXT \"\xc3\xa4\"" thread=orderedsubject
C: A5 UID THREAD orderedsubject UTF-8 TEXT {2}
> noop
S: A5 NO [BADCHARSET (US-ASCII)] no
! MAILBOX 6 BADCHARSET "(US-ASCII)"
! REFUSED 6 REPLY_PERM word=BADCHARSET
C: A6 NOOP
S: A6 OK noop
! DONE 7
> search "TEXT \"\xc3\xa4\" CC \"\xc3\xa4\""
> quit
C: A7 UID SEARCH CHARSET UTF-8 TEXT {2}
S: + yes
C: \xc3\xa4 CC {2}
S: A7 BAD enough
! REFUSED 8 REPLY_PERM "enough"
C: A8 LOGOUT
S: * BYE
S: A8 OK out
! DONE 9
! CLOSED

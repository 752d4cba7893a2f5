# SEARCH with ESEARCH: what is wanted is always said.
protocol: imap
out_bytes: 512
S: * OK [CAPABILITY IMAP4rev1 ESEARCH SEARCHRES PARTIAL SORT ESORT THREAD=REFERENCES LITERAL-] hello
! READY 1
> search "UNSEEN FROM \"a\\\"b\""
C: A1 UID SEARCH RETURN (ALL) UNSEEN FROM "a\\"b"
> search ALL tell=min,max,count
C: A2 UID SEARCH RETURN (MIN MAX COUNT) ALL
> search "OR SEEN (NOT DELETED)" tell=all,save
C: A3 UID SEARCH RETURN (ALL SAVE) OR SEEN (NOT DELETED)
> search ALL partial=1:50
C: A4 UID SEARCH RETURN (PARTIAL 1:50) ALL
> search ALL tell=count partial=-1:-50
C: A5 UID SEARCH RETURN (COUNT PARTIAL -1:-50) ALL
> search "SUBJECT \"\xc3\xa4\\\\\" BODY \"x\""
C: A6 UID SEARCH RETURN (ALL) CHARSET UTF-8 SUBJECT {3+}
C: \xc3\xa4\\ BODY "x"
> search ALL sort="REVERSE DATE SUBJECT"
C: A7 UID SORT RETURN (ALL) (REVERSE DATE SUBJECT) UTF-8 ALL
> search "TEXT \"\xc3\xa4\"" thread=REFERENCES
C: A8 UID THREAD REFERENCES UTF-8 TEXT {2+}
C: \xc3\xa4
> search ALL tell=32 = ARG
> search ALL partial=1:-1 = ARG
> search "ALL\r\nA NOOP" = ARG
> search "FROM {3}" = ARG
> search "FROM {3+}" = ARG
> search "FROM \"a" = ARG
> search "(ALL" = ARG
> search "ALL)" = ARG
> search "" = ARG
> search - = ARG
> search "TEXT \"\xff\"" = ARG
> search "RETURN (MIN) ALL" = ARG
> search ALL sort="DATE) UTF-8 (ALL" = ARG
> search ALL sort="" = ARG
> search ALL thread="REFERENCES UTF-8 ALL" = NOT_OFFERED
> search ALL thread=REFERENCES sort=DATE = ARG

# Commands about the mailbox that is open, in one flight.
protocol: imap
out_bytes: 512
S: * OK [CAPABILITY IMAP4rev1 UIDPLUS MOVE UNSELECT CONDSTORE X-GM-EXT-1 SEARCHRES] hello
! READY 1
> select A condstore
> store 1:3 "\\Seen $F]x" how=add
> store 4 "" silent
> store 5 "\\Deleted" how=remove unchangedsince=12345678901
> store 6 "To do \xc3\xbc" how=add labels
> store 7 "\\Inbox" how=remove labels silent
> copy 1,2 "B"
> move $ "B"
> expunge
> expunge 9:*
> unselect
> close
C: A1 SELECT "A" (CONDSTORE)
C: A2 UID STORE 1:3 +FLAGS (\\Seen $F]x)
C: A3 UID STORE 4 FLAGS.SILENT ()
C: A4 UID STORE 5 (UNCHANGEDSINCE 12345678901) -FLAGS (\\Deleted)
C: A5 UID STORE 6 +X-GM-LABELS ("To do &APw-")
C: A6 UID STORE 7 -X-GM-LABELS.SILENT ("\\\\Inbox")
C: A7 UID COPY 1,2 "B"
C: A8 UID MOVE $ "B"
C: A9 EXPUNGE
C: A10 UID EXPUNGE 9:*
C: A11 UNSELECT
C: A12 CLOSE
S: A1 OK [READ-WRITE] s
! MAILBOX 2 READ-WRITE
! DONE 2
S: * 1 FETCH (UID 1 FLAGS (\\Seen))
! MSG 3 num=1 uid=1
! ATTR 3 FLAGS
! MSG_END 3
S: A2 OK s
! DONE 3
S: A3 OK s
! DONE 4
S: A4 OK s
! DONE 5
S: A5 OK s
! DONE 6
S: A6 OK s
! DONE 7
S: A7 NO [TRYCREATE] none
! REFUSED 8 REPLY_PERM word=TRYCREATE
S: A8 OK m
! DONE 9
S: * 1 EXPUNGE
! MAILBOX 0 EXPUNGE num=1
S: A9 OK e
! DONE 10
S: A10 OK e
! DONE 11
S: A11 OK u
! DONE 12
S: A12 BAD what
! REFUSED 13 REPLY_PERM
> store 1 "a b" how=7 = ARG
> store 1 "a{3}" = ARG
> store 1 "\\Seen) (x" = ARG
> store 1 "\\" = ARG
> store "" a = ARG
> store - a = ARG
> store 1 - = ARG
> copy 1 - = ARG
> copy 1 "a\r\nA2 NOOP" = ARG
> copy - A = ARG
> expunge "1)" = ARG

# A mailbox selected and a message read.
protocol: imap
in_bytes: 64
S: * OK [CAPABILITY IMAP4rev1 SASL-IR LITERAL+ AUTH=PLAIN] Dovecot ready.
! READY 1 0 "Dovecot ready."
> caps +IMAP4REV1 +SASL_IR +LITERAL_PLUS +AUTH=plain -STARTTLS
> select INBOX
C: A1 SELECT "INBOX"
S: * FLAGS (\\Answered \\Seen)
! MAILBOX 0 FLAGS item=1 "(\\Answered \\Seen)"
S: * OK [PERMANENTFLAGS (\\Seen \\*)] Flags permitted.
! MAILBOX 0 PERMANENTFLAGS item=26 "(\\Seen \\*)"
S: * 3 EXISTS
! MAILBOX 0 EXISTS item=20 num=3 ""
S: * 0 RECENT
! MAILBOX 0 RECENT item=21 num=0
S: * OK [UNSEEN 2] First unseen.
! MAILBOX 0 UNSEEN item=25 num=2
S: * OK [UIDVALIDITY 1700000000] UIDs valid
! MAILBOX 0 UIDVALIDITY item=23 num=1700000000 "1700000000"
S: * OK [UIDNEXT 9] Predicted next UID
! MAILBOX 0 UIDNEXT item=24 num=9
S: A1 OK [READ-WRITE] Select completed.
! MAILBOX 2 READ-WRITE item=28
! DONE 2 0 "Select completed."
> fetch 7 items=flags,size,date,envelope,structure,body
C: A2 UID FETCH 7 (FLAGS RFC822.SIZE INTERNALDATE ENVELOPE BODYSTRUCTURE BODY.PEEK[])
S: * 2 FETCH (UID 7 FLAGS (\\Seen) RFC822.SIZE 31 INTERNALDATE " 1-Jan-2024 00:00:00 +0000" ENVELOPE (NIL {3}
! MSG 3 num=2 uid=7
! ATTR 3 FLAGS item=1 "(\\Seen)" num=0 uid=7
! ATTR 3 RFC822.SIZE item=3 "31" num=31
! ATTR 3 INTERNALDATE item=4 "\" 1-Jan-2024 00:00:00 +0000\""
S: "a( NIL NIL) BODYSTRUCTURE ("text" "plain" NIL (NIL)) BODY[] {31}
! ATTR 3 ENVELOPE item=5 "(NIL {3}\r\n\"a( NIL NIL)" flags=NONE
! ATTR 3 BODYSTRUCTURE item=6 "(\"text\" \"plain\" NIL (NIL))" flags=NONE
! BODY 3 BODY[] item=7 num=31 uid=7
S: Subject: x
S:
S: )\r\nA2 OK no
s: ab\r\n)\r\n
! DATA 3 "Subject: x\r\n\r\n)\r\nA2 OK no\r\nab\r\n"
! MSG_END 3 num=2 uid=7
S: A2 OK Fetch completed.
! DONE 3 0 "Fetch completed."
> noop
C: A3 NOOP
S: * 4 EXISTS
! MAILBOX 0 EXISTS num=4
S: A3 OK
! DONE 4 0 ""
> quit
C: A4 LOGOUT
S: * BYE Logging out
S: A4 OK Logout completed.
! DONE 5 0 "Logout completed."
! CLOSED
> noop = USAGE

# CATENATE, REPLACE, UTF8.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1 LITERAL+ CATENATE REPLACE UTF8=ONLY ENABLE BINARY MULTIAPPEND] hello
! READY 1
> append A catenate flags="\\Draft"
> noop = USAGE
> append_next bytes=1 = USAGE
> part url="/A;UIDVALIDITY=1/;UID=20" more
> part bytes=5 more
> write hello
> end
> part url="/A/;UID=2/;SECTION=1"
C: A1 APPEND "A" (\\Draft) CATENATE (URL "/A;UIDVALIDITY=1/;UID=20" TEXT {5+}
C: hello URL "/A/;UID=2/;SECTION=1")
S: A1 OK there
! DONE 2
> append B catenate
> part bytes=2
> write ab
> end
C: A2 APPEND "B" CATENATE (TEXT {2+}
C: ab)
S: A2 NO [BADURL "x"] what
! MAILBOX 3 BADURL "\"x\""
! REFUSED 3 REPLY_PERM
> append B bytes=1 utf8 = NOT_OFFERED
> append B bytes=2 replace=77 flags="\\Draft"
> write xy
> end
C: A3 UID REPLACE 77 "B" (\\Draft) {2+}
C: xy
S: A3 OK there
! DONE 4
> enable UTF8=ACCEPT
C: A4 ENABLE UTF8=ACCEPT
S: A4 OK there
! DONE 5
> append B bytes=2 utf8
> write xy
> end
C: A5 APPEND "B" UTF8 (~{2+}
C: xy)
S: A5 OK there
! DONE 6
> append B catenate bytes=1 = ARG
> append B bytes=1 replace=7 more = ARG
> part url=x = USAGE

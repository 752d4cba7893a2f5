# NOTIFY, LANGUAGE, JMAPACCESS, UNAUTHENTICATE, and whatever else.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1 NOTIFY LANGUAGE JMAPACCESS UNAUTHENTICATE COMPRESS=DEFLATE] hello
! READY 1
> compress = NOT_OFFERED
> notify "(selected MessageNew (UID) MessageExpunge) (personal MailboxName)"
C: A1 NOTIFY SET (selected MessageNew (UID) MessageExpunge) (personal MailboxName)
> notify -
C: A2 NOTIFY NONE
> language "de fr"
C: A3 LANGUAGE de fr
> language -
C: A4 LANGUAGE
> jmap_access
C: A5 GETJMAPACCESS
S: A1 OK 1
! DONE 2
S: A2 OK 2
! DONE 3
S: A3 OK 3
! DONE 4
S: A4 OK 4
! DONE 5
> raw "XYZ \"a\" (b) \xc3\xa4 %{"
> noop
S: A5 OK 5
! DONE 6
C: A6 XYZ "a" (b) \xc3\xa4 %{
S: A6 BAD what
! REFUSED 7 REPLY_PERM
C: A7 NOOP
> unauthenticate
S: A7 OK
! DONE 8
C: A8 UNAUTHENTICATE
S: A8 OK bye
! DONE 9
> notify "(selected" = ARG
> notify "" = ARG
> language "a\nb" = ARG
> raw "X {5}" = ARG
> raw "X {5+}" = ARG
> raw "X\r\nA1 NOOP" = ARG
> raw "" = ARG
> raw " X" = ARG
> raw "starttls" = ARG
> raw "Authenticate PLAIN" = ARG
> raw "IDLE" = ARG
> raw "COMPRESS DEFLATE" = ARG
> raw "LOGOUT" = ARG
> raw "APPEND A {1+}x" = ARG
> raw "X \xff" = ARG

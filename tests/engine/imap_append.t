# APPEND with a synchronising literal: the bytes as they are, counted.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> append "B" bytes=10 flags="\\Seen $F" date="17-Jul-1996 02:44:25 -0700"
> noop = USAGE
> end = USAGE
C: A1 APPEND "B" (\\Seen $F) "17-Jul-1996 02:44:25 -0700" {10}
S: + go
> write 12345678901 = USAGE
> write a\r\n.\n\0\r{9}
> end
c: a\r\n.\n\0\r{9}
C: 
S: A1 OK [APPENDUID 1 2] there
! MAILBOX 2 APPENDUID "1 2"
! DONE 2 "there"
> append B bytes=0
C: A2 APPEND "B" {0}
S: + go
> end
C: 
S: A2 NO empty
! REFUSED 3 REPLY_PERM
> append B bytes=1 date="1\"" flags="a b"
> noop = USAGE
C: A3 APPEND "B" (a b) "1\\"" {1}
S: A3 NO [TRYCREATE] none
! REFUSED 4 REPLY_PERM
> noop
C: A4 NOOP
S: A4 OK n
! DONE 5
> append B bytes=1 flags="a)" = ARG
> append B bytes=1 date="1\r\n" = ARG
> append - bytes=1 = USAGE

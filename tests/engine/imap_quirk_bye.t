# BYE again and again: Yandex.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> noop
C: A1 NOOP
S: * BYE a\r\n* BYE b\r\n* BYE c
! ABORTED 2
! FAILED SERVER_BYE "a"

# Parentheses around the pairs of an ESEARCH.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> noop
C: A1 NOOP
S: * ESEARCH (TAG "A1") (ALL 1:3 COUNT 3)
! ITEM 2 ALL uid=1 num=3
! ITEM 2 COUNT num=3
S: * ESEARCH (TAG "A1") UID (COUNT 3)
! ITEM 2 COUNT num=3
> quirk PARENS 2

# ESEARCH: a pair of words at a time, for the command whose tag it bears.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> noop
> noop
C: A1 NOOP
C: A2 NOOP
S: * ESEARCH (TAG "A2") UID MIN 2 MAX 47 COUNT 25 ALL 2,10:11,15:13 MODSEQ 1236
! ITEM 3 MIN item=98 num=2 uid=0
! ITEM 3 MAX item=99 num=47
! ITEM 3 COUNT item=100 num=25
! ITEM 3 ALL item=83 uid=2 num=2 flags=NONE
! ITEM 3 ALL item=83 uid=10 num=11
! ITEM 3 ALL item=83 uid=13 num=15
! ITEM 3 MODSEQ item=8 num=1236
S: * ESEARCH (TAG A1) COUNT 0
! ITEM 2 COUNT num=0 flags=NONE
S: * ESEARCH (TAG "A3") MIN 1
! ITEM 0 MIN num=1
S: * ESEARCH (TAG "A01") MIN 1
! ITEM 0 MIN num=1
S: * ESEARCH
S: * ESEARCH (TAG "A1") UID
S: * ESEARCH (TAG "A1" MAILBOX "ALL 5" UIDVALIDITY 6) UID ALL 7
! ITEM 2 ALL uid=7 num=7
S: * ESEARCH (TAG "A1") UID PARTIAL (-1:-100 200:250,252:300) X-NEW (5 6) ALL 4
! ITEM 2 PARTIAL item=83 uid=200 num=250
! ITEM 2 PARTIAL item=83 uid=252 num=300
! ITEM 2 ALL item=83 uid=4
S: * ESEARCH (TAG "A1") UID PARTIAL (1:10 NIL)
S: * ESEARCH (TAG "A1") ALL 5,10 RELEVANCY (4 99)
! ITEM 2 ALL uid=5
! ITEM 2 ALL uid=10
! ITEM 2 RELEVANCY item=101 num=4 uid=0
! ITEM 2 RELEVANCY num=99
S: A1 OK
! DONE 2
S: * ESEARCH (TAG "A1") COUNT 4
! ITEM 0 COUNT num=4
S: A2 OK
! DONE 3

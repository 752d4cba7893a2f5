# LIST and STATUS: no more words than are needed.
protocol: imap
out_bytes: 512
S: * OK [CAPABILITY IMAP4rev1 LIST-EXTENDED LIST-STATUS SPECIAL-USE LIST-METADATA LIST-MYRIGHTS STATUS=SIZE CONDSTORE OBJECTID NAMESPACE CREATE-SPECIAL-USE] hello
! READY 1
> list
C: A1 LIST "" "*"
> list "A & \xc3\xa4/%" reference="~x"
C: A2 LIST "~x" "A &- &AOQ-/%"
> list "*" lsub
C: A3 LSUB "" "*"
> list "*" choose=subscribed,recursivematch
C: A4 LIST (SUBSCRIBED RECURSIVEMATCH) "" "*"
> list "*" choose=special_use tell=special_use
C: A5 LIST (SPECIAL-USE) "" "*" RETURN (SPECIAL-USE)
> list "*" tell=subscribed,children,special_use,myrights status=messages,unseen metadata="/shared/comment /private/x"
C: A6 LIST "" "*" RETURN (SUBSCRIBED CHILDREN SPECIAL-USE MYRIGHTS STATUS (MESSAGES UNSEEN) METADATA (/shared/comment /private/x))
> list "*" status=size,modseq,mailboxid
C: A7 LIST "" "*" RETURN (STATUS (SIZE HIGHESTMODSEQ MAILBOXID))
> status INBOX items=messages,uidnext,uidvalidity,unseen,recent,deleted,size
C: A8 STATUS "INBOX" (MESSAGES UIDNEXT UIDVALIDITY UNSEEN RECENT DELETED SIZE)
> namespace
C: A9 NAMESPACE
> create D use="\\Drafts \\Sent"
C: A10 CREATE "D" (USE (\\Drafts \\Sent))
> status INBOX items= = ARG
> status - items=messages = ARG
> status INBOX items=1024 = ARG
> list "*" choose=recursivematch = ARG
> list "*" choose=recursivematch,remote = ARG
> list "*" choose=16 = ARG
> list "*" tell=16 = ARG
> list "*" lsub tell=children = ARG
> list "a\r\nA1 NOOP" = ARG
> list "*" metadata=")" = ARG
> list "*" metadata="" = ARG
> list "*" metadata="a\r\nb" = ARG
> list "*" metadata="\"a" = ARG
> list "*" metadata="\"a\\" = ARG
> create D use="" = ARG
> create D use="a)" = ARG

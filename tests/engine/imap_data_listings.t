# Each listing is one event with what stands behind its name.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
S: * LIST (\\HasNoChildren) "/" "a b"
! ITEM 0 LIST item=80 "(\\HasNoChildren) \"/\" \"a b\""
S: * LIST () NIL {3}
S: a)b ("CHILDINFO" ("SUBSCRIBED"))
! ITEM 0 LIST "() NIL {3}\r\na)b (\"CHILDINFO\" (\"SUBSCRIBED\"))"
S: * lsub () "." INBOX
! ITEM 0 LSUB item=81 "() \".\" INBOX"
S: * STATUS blurdybloop (MESSAGES 231 UIDNEXT 44292)
! ITEM 0 STATUS item=82 "blurdybloop (MESSAGES 231 UIDNEXT 44292)"
S: * NAMESPACE (("" "/")) NIL NIL
! ITEM 0 NAMESPACE item=86 "((\"\" \"/\")) NIL NIL"
S: * ID ("name" "Cyrus")
! ITEM 0 ID item=87 "(\"name\" \"Cyrus\")"
S: * ID NIL
! ITEM 0 ID "NIL"
S: * ENABLED CONDSTORE X-GOOD-IDEA
! ITEM 0 ENABLED item=88 "CONDSTORE X-GOOD-IDEA"
S: * ENABLED
! ITEM 0 ENABLED ""
S: * QUOTA "" (STORAGE 10 512)
! ITEM 0 QUOTA item=89 "\"\" (STORAGE 10 512)"
S: * QUOTAROOT INBOX ""
! ITEM 0 QUOTAROOT item=90
S: * ACL INBOX Fred rwipsldexta
! ITEM 0 ACL item=91 "INBOX Fred rwipsldexta"
S: * MYRIGHTS INBOX rwiptsldaex
! ITEM 0 MYRIGHTS item=92 "INBOX rwiptsldaex"
S: * LISTRIGHTS ~/Mail/saved smith la r swicdkxte
! ITEM 0 LISTRIGHTS item=93
S: * METADATA "" (/shared/comment {6}
S: My co( /shared/x NIL)
! ITEM 0 METADATA item=94 "\"\" (/shared/comment {6}\r\nMy co( /shared/x NIL)"
S: * LANGUAGE (EN)
! ITEM 0 LANGUAGE item=95 "(EN)"
S: * JMAPACCESS "https://example.com/.s/[jmap]"
! ITEM 0 JMAPACCESS item=96 "\"https://example.com/.s/[jmap]\""
S: * 3 EXISTS
! MAILBOX 0 EXISTS

# QUOTA, ACL, METADATA: arguments cannot become commands.
protocol: imap
out_bytes: 256
S: * OK [CAPABILITY IMAP4rev1 QUOTA ACL METADATA] hello
! READY 1
> quota ""
C: A1 GETQUOTA ""
> quota "a\r\n\"b"
C: A2 GETQUOTA {5}
S: + go
C: a\r\n"b
> quota_root INBOX
C: A3 GETQUOTAROOT "INBOX"
> set_quota "" "STORAGE 512 MESSAGE 10"
C: A4 SETQUOTA "" (STORAGE 512 MESSAGE 10)
> set_quota "" ""
C: A5 SETQUOTA "" ()
> acl A
C: A6 GETACL "A"
> my_rights A
C: A7 MYRIGHTS "A"
> list_rights A "b c"
C: A8 LISTRIGHTS "A" "b c"
> set_acl A b "+lrs"
C: A9 SETACL "A" "b" "+lrs"
> delete_acl A b
C: A10 DELETEACL "A" "b"
> metadata "" "/shared/comment /private/x"
C: A11 GETMETADATA "" (/shared/comment /private/x)
> metadata A /shared/comment depth=2 max=1000
C: A12 GETMETADATA (DEPTH infinity MAXSIZE 1000) "A" (/shared/comment)
> metadata A /shared/comment depth=1
C: A13 GETMETADATA (DEPTH 1) "A" (/shared/comment)
> metadata A /shared/comment max=9
C: A14 GETMETADATA (MAXSIZE 9) "A" (/shared/comment)
> set_metadata A /shared/comment "a\"b"
C: A15 SETMETADATA "A" (/shared/comment "a\\"b")
> set_metadata A /shared/comment -
C: A16 SETMETADATA "A" (/shared/comment NIL)
> set_metadata A /shared/comment "a\r\nb"
C: A17 SETMETADATA "A" (/shared/comment {4}
S: + go
C: a\r\nb)
> set_metadata A /shared/comment "a" len=2
C: A18 SETMETADATA "A" (/shared/comment ~{2}
S: + go
C: a\0)
> set_metadata A /shared/comment ""
C: A19 SETMETADATA "A" (/shared/comment "")
> metadata A /shared/comment depth=3 = ARG
> metadata A "a)" = ARG
> metadata A "" = ARG
> set_metadata A "a b" x = ARG
> set_metadata A - x = ARG
> set_quota "" ")" = ARG
> set_quota "" "A {3}" = ARG

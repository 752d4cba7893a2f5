# Commands that every server has, many in flight. Each id ends once, with its own verdict.
protocol: imap
out_bytes: 512
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> create "Entw\xc3\xbcrfe"
> rename A "B & C"
> delete "a\"b\\c"
> subscribe inbox
> unsubscribe "%*"
> check
> noop
C: A1 CREATE "Entw&APw-rfe"
C: A2 RENAME "A" "B &- C"
C: A3 DELETE "a\\"b\\\\c"
C: A4 SUBSCRIBE "INBOX"
C: A5 UNSUBSCRIBE "%*"
C: A6 CHECK
C: A7 NOOP
S: A1 OK made
! DONE 2 "made"
S: A2 NO [ALREADYEXISTS] there is one
! REFUSED 3 REPLY_PERM word=ALREADYEXISTS
S: A3 NO [NONEXISTENT] none
! REFUSED 4 REPLY_PERM
S: A4 OK s
! DONE 5
S: A5 OK u
! DONE 6
S: A6 OK c
! DONE 7
S: A7 OK n
! DONE 8
> create "" use=\\Drafts = NOT_OFFERED
> namespace = NOT_OFFERED
> unselect = NOT_OFFERED
> move 1 A = NOT_OFFERED
> expunge 1 = NOT_OFFERED
> idle = NOT_OFFERED
> id = NOT_OFFERED
> enable QRESYNC = NOT_OFFERED
> compress = NOT_OFFERED
> notify - = NOT_OFFERED
> language = NOT_OFFERED
> jmap_access = NOT_OFFERED
> unauthenticate = NOT_OFFERED
> quota "" = NOT_OFFERED
> quota_root A = NOT_OFFERED
> set_quota "" "STORAGE 1" = NOT_OFFERED
> acl A = NOT_OFFERED
> my_rights A = NOT_OFFERED
> list_rights A b = NOT_OFFERED
> set_acl A b lrs = NOT_OFFERED
> delete_acl A b = NOT_OFFERED
> metadata A /shared/comment = NOT_OFFERED
> metadata "" /shared/comment = NOT_OFFERED
> set_metadata A /shared/comment x = NOT_OFFERED
> select A condstore = NOT_OFFERED
> select A uidvalidity=1 modseq=2 = USAGE

/* SPDX-License-Identifier: MIT */
#ifndef MAILWIRE_IMAP_H
#define MAILWIRE_IMAP_H

/* IMAP4rev1 and rev2 (RFC 3501, RFC 9051) and their extensions. Every command is one function that
   returns an id; every id ends exactly once. What the server sends comes as events, whose values
   are raw: imap_data.h reads them, imap_build.h makes names, sets and search criteria. */

#include <mailwire/session.h>

/* mw_caps: what the server offers now. Words without a bit come as MW_EV_CAP only. */
#define MW_IMAP_CAP_IMAP4REV1 (UINT64_C(1) << 0)
#define MW_IMAP_CAP_IMAP4REV2 (UINT64_C(1) << 1)
#define MW_IMAP_CAP_STARTTLS (UINT64_C(1) << 2)
#define MW_IMAP_CAP_LOGINDISABLED (UINT64_C(1) << 3)
#define MW_IMAP_CAP_SASL_IR (UINT64_C(1) << 4)      /* RFC 4959 */
#define MW_IMAP_CAP_LITERAL_PLUS (UINT64_C(1) << 5) /* RFC 7888 */
#define MW_IMAP_CAP_LITERAL_MINUS (UINT64_C(1) << 6)
#define MW_IMAP_CAP_ENABLE (UINT64_C(1) << 7)          /* RFC 5161 */
#define MW_IMAP_CAP_IDLE (UINT64_C(1) << 8)            /* RFC 2177 */
#define MW_IMAP_CAP_UIDPLUS (UINT64_C(1) << 9)         /* RFC 4315 */
#define MW_IMAP_CAP_MOVE (UINT64_C(1) << 10)           /* RFC 6851 */
#define MW_IMAP_CAP_UNSELECT (UINT64_C(1) << 11)       /* RFC 3691 */
#define MW_IMAP_CAP_NAMESPACE (UINT64_C(1) << 12)      /* RFC 2342 */
#define MW_IMAP_CAP_ID (UINT64_C(1) << 13)             /* RFC 2971 */
#define MW_IMAP_CAP_CONDSTORE (UINT64_C(1) << 14)      /* RFC 7162 */
#define MW_IMAP_CAP_QRESYNC (UINT64_C(1) << 15)
#define MW_IMAP_CAP_ESEARCH (UINT64_C(1) << 16)        /* RFC 4731 */
#define MW_IMAP_CAP_SEARCHRES (UINT64_C(1) << 17)      /* RFC 5182 */
#define MW_IMAP_CAP_WITHIN (UINT64_C(1) << 18)         /* RFC 5032 */
#define MW_IMAP_CAP_SORT (UINT64_C(1) << 19)           /* RFC 5256 */
#define MW_IMAP_CAP_THREAD_REFERENCES (UINT64_C(1) << 20)
#define MW_IMAP_CAP_LIST_EXTENDED (UINT64_C(1) << 21)  /* RFC 5258 */
#define MW_IMAP_CAP_LIST_STATUS (UINT64_C(1) << 22)    /* RFC 5819 */
#define MW_IMAP_CAP_SPECIAL_USE (UINT64_C(1) << 23)    /* RFC 6154 */
#define MW_IMAP_CAP_CREATE_SPECIAL_USE (UINT64_C(1) << 24)
#define MW_IMAP_CAP_BINARY (UINT64_C(1) << 25)         /* RFC 3516 */
#define MW_IMAP_CAP_MULTIAPPEND (UINT64_C(1) << 26)    /* RFC 3502 */
#define MW_IMAP_CAP_CATENATE (UINT64_C(1) << 27)       /* RFC 4469 */
#define MW_IMAP_CAP_COMPRESS_DEFLATE (UINT64_C(1) << 28) /* RFC 4978 */
#define MW_IMAP_CAP_UTF8_ACCEPT (UINT64_C(1) << 29)    /* RFC 9755 */
#define MW_IMAP_CAP_NOTIFY (UINT64_C(1) << 30)         /* RFC 5465 */
#define MW_IMAP_CAP_QUOTA (UINT64_C(1) << 31)          /* RFC 9208 */
#define MW_IMAP_CAP_ACL (UINT64_C(1) << 32)            /* RFC 4314 */
#define MW_IMAP_CAP_METADATA (UINT64_C(1) << 33)       /* RFC 5464 */
#define MW_IMAP_CAP_STATUS_SIZE (UINT64_C(1) << 34)    /* RFC 8438 */
#define MW_IMAP_CAP_OBJECTID (UINT64_C(1) << 35)       /* RFC 8474 */
#define MW_IMAP_CAP_SAVEDATE (UINT64_C(1) << 36)       /* RFC 8514 */
#define MW_IMAP_CAP_PREVIEW (UINT64_C(1) << 37)        /* RFC 8970 */
#define MW_IMAP_CAP_REPLACE (UINT64_C(1) << 38)        /* RFC 8508 */
#define MW_IMAP_CAP_PARTIAL (UINT64_C(1) << 39)        /* RFC 9394 */
#define MW_IMAP_CAP_INPROGRESS (UINT64_C(1) << 40)     /* RFC 9585 */
#define MW_IMAP_CAP_UIDONLY (UINT64_C(1) << 41)        /* RFC 9586 */
#define MW_IMAP_CAP_LIST_METADATA (UINT64_C(1) << 42)  /* RFC 9590 */
#define MW_IMAP_CAP_LIST_MYRIGHTS (UINT64_C(1) << 43)  /* RFC 8440 */
#define MW_IMAP_CAP_JMAPACCESS (UINT64_C(1) << 44)     /* RFC 9698 */
#define MW_IMAP_CAP_UNAUTHENTICATE (UINT64_C(1) << 45) /* RFC 8437 */
#define MW_IMAP_CAP_LANGUAGE (UINT64_C(1) << 46)       /* RFC 5255 */
#define MW_IMAP_CAP_SEARCH_FUZZY (UINT64_C(1) << 47)   /* RFC 6203 */
#define MW_IMAP_CAP_X_GM_EXT_1 (UINT64_C(1) << 48)     /* Gmail */
#define MW_IMAP_CAP_APPENDLIMIT (UINT64_C(1) << 49)    /* RFC 7889, with or without its number */
#define MW_IMAP_CAP_ESORT (UINT64_C(1) << 50)          /* RFC 5267 */
#define MW_IMAP_CAP_THREAD_ORDEREDSUBJECT (UINT64_C(1) << 51)
#define MW_IMAP_CAP_METADATA_SERVER (UINT64_C(1) << 52) /* RFC 5464, without mailboxes' */

/* mw_quirk */
#define MW_IMAP_QUIRK_EMPTY_LINE 0u /* an empty line between responses */
#define MW_IMAP_QUIRK_PLUS 1u       /* a continuation request nobody waits for */
#define MW_IMAP_QUIRK_LF 2u         /* a line that ends in LF alone */
#define MW_IMAP_QUIRK_NUL 3u        /* NUL bytes before a response */
#define MW_IMAP_QUIRK_SPACE 4u      /* two spaces for one, one before ) or the line's end */
#define MW_IMAP_QUIRK_NO_TEXT 5u    /* "]", a status or "+", and not even a space behind it */
#define MW_IMAP_QUIRK_NO_STATUS 6u  /* "* [COPYUID 1 2 3]" */
#define MW_IMAP_QUIRK_NO_TAG 7u     /* "Server Unavailable." (as BYE), "CAPABILITY completed." */
#define MW_IMAP_QUIRK_CODE_IN_TEXT 8u /* "OK Success [THROTTLED]": a CODE event */
#define MW_IMAP_QUIRK_CAPABILITY 9u /* "LITERAL +", "IMAPrev1" */
#define MW_IMAP_QUIRK_NUMBER 10u    /* message 0, -1, or above EXISTS: left out, or doubtful */
#define MW_IMAP_QUIRK_PARENS 11u    /* "FETCH ((UID 1))", "ESEARCH (TAG "A1") (ALL 1:3)" */
#define MW_IMAP_QUIRK_EMPTY_FETCH 12u /* "FETCH ()" */
#define MW_IMAP_QUIRK_VALUE 13u     /* 9.3e6, -1, \Seen, nothing: an event with MW_EVF_DAMAGED */
#define MW_IMAP_QUIRK_QUOTE 14u     /* a quote within a quoted string, a backslash before its end */
#define MW_IMAP_QUIRK_ZERO 15u      /* UIDVALIDITY, UIDNEXT or UNSEEN 0: MW_EVF_DOUBTFUL */
#define MW_IMAP_QUIRK_DATA 16u      /* + n: bit n of MW_DATA_QUIRK_..., told by mw_imap_quirks */
#define MW_IMAP_QUIRKS 37u

/* --- options; NULL in a function below means all defaults ---------------------------------- */

typedef struct mw_select {
    uint32_t size;          /* sizeof (mw_select)                                            */
    uint32_t condstore;     /* 1: ask for CONDSTORE (RFC 7162 3.1.8)                         */
    uint32_t uidvalidity;   /* QRESYNC (RFC 7162 3.2.5): the last one known; 0: no QRESYNC      */
    uint64_t modseq;        /* QRESYNC: the highest known, from 1                            */
    const char *known_uids; /* QRESYNC: a set; NULL: all                                        */
} mw_select;
#define MW_SELECT_INIT { sizeof(mw_select), 0, 0, 0, 0 }

/* mw_list.choose: which names (RFC 5258 3.1) */
#define MW_LIST_SUBSCRIBED 0x01u
#define MW_LIST_REMOTE 0x02u
#define MW_LIST_RECURSIVEMATCH 0x04u
#define MW_LIST_SPECIAL_USE 0x08u
/* mw_list.tell: what about each (RFC 5258 3.2, 5819, 6154, 8440, 9590) */
#define MW_LIST_TELL_SUBSCRIBED 0x01u
#define MW_LIST_TELL_CHILDREN 0x02u
#define MW_LIST_TELL_SPECIAL_USE 0x04u
#define MW_LIST_TELL_MYRIGHTS 0x08u

typedef struct mw_list {
    uint32_t size;           /* sizeof (mw_list)                                              */
    uint32_t choose;         /* MW_LIST_...                                                   */
    uint32_t tell;           /* MW_LIST_TELL_...                                              */
    uint32_t status;         /* MW_STATUS_... of each; 0: none                                */
    const char *reference;   /* NULL: ""                                                         */
    const char *pattern;     /* with * and %; NULL: "*"                                          */
    const char *metadata;    /* entries of each, "/shared/comment /private/x"; NULL: none        */
    uint32_t lsub;           /* 1: the LSUB command, for servers without LIST-EXTENDED           */
} mw_list;
#define MW_LIST_INIT { sizeof(mw_list), 0, 0, 0, 0, 0, 0, 0 }

/* mw_imap_status: items */
#define MW_STATUS_MESSAGES 0x001u
#define MW_STATUS_UIDNEXT 0x002u
#define MW_STATUS_UIDVALIDITY 0x004u
#define MW_STATUS_UNSEEN 0x008u
#define MW_STATUS_RECENT 0x010u       /* IMAP4rev1 only */
#define MW_STATUS_DELETED 0x020u      /* IMAP4rev2, QUOTA=RES-MESSAGE */
#define MW_STATUS_SIZE 0x040u         /* STATUS=SIZE */
#define MW_STATUS_HIGHESTMODSEQ 0x080u
#define MW_STATUS_APPENDLIMIT 0x100u
#define MW_STATUS_MAILBOXID 0x200u

/* mw_fetch.items; the UID always comes: in mw_event.uid */
#define MW_IMAP_FLAGS 0x0001u
#define MW_IMAP_SIZE 0x0002u
#define MW_IMAP_DATE 0x0004u
#define MW_IMAP_ENVELOPE 0x0008u
#define MW_IMAP_STRUCTURE 0x0010u
#define MW_IMAP_BODY 0x0020u        /* streamed as BODY, DATA..., never buffered          */
#define MW_IMAP_MARK_SEEN 0x0040u   /* the default is PEEK                                */
#define MW_IMAP_MODSEQ 0x0080u
#define MW_IMAP_PREVIEW 0x0100u
#define MW_IMAP_SAVEDATE 0x0200u
#define MW_IMAP_EMAILID 0x0400u
#define MW_IMAP_THREADID 0x0800u
#define MW_IMAP_X_GM 0x1000u        /* X-GM-MSGID X-GM-THRID X-GM-LABELS                  */
#define MW_IMAP_BINARY 0x2000u      /* section as BINARY: without its transfer encoding   */
#define MW_IMAP_BINARY_SIZE 0x4000u

typedef struct mw_fetch {
    uint32_t size;         /* sizeof (mw_fetch)                                         */
    uint32_t items;        /* MW_IMAP_... bits                                          */
    const char *uids;      /* a set, "1:*", "7,9:12", "$"                                    */
    const char *section;   /* with _BODY: "" whole, "HEADER", "TEXT", "1.2", "1.2.MIME",
                              "HEADER.FIELDS (Subject From)"; with _BINARY...: "", "1.2"      */
    uint64_t offset;       /* with _BODY, _BINARY: a window of it                            */
    uint64_t length;       /* 0: all                                                         */
    uint64_t changedsince; /* CONDSTORE; 0: all                                              */
    uint32_t vanished;     /* 1: with changedsince, QRESYNC: VANISHED events too             */
    uint32_t numbers;      /* 1: uids holds message numbers, not UIDs                        */
    const char *more;      /* further items as they are, "RFC822.HEADER X"; NULL: none       */
    int64_t partial_from;  /* PARTIAL (RFC 9394), -1: the last; 0: none                        */
    int64_t partial_to;
} mw_fetch;
#define MW_FETCH_INIT { sizeof(mw_fetch), 0, "1:*", "", 0, 0, 0, 0, 0, 0, 0, 0 }

/* mw_store.how */
#define MW_STORE_SET 0u
#define MW_STORE_ADD 1u
#define MW_STORE_REMOVE 2u

typedef struct mw_store {
    uint32_t size;           /* sizeof (mw_store)                                            */
    uint32_t how;            /* MW_STORE_...                                                 */
    const char *uids;        /* a set                                                           */
    const char *flags;       /* "\\Seen $Forwarded"; ""                                         */
    uint64_t unchangedsince; /* CONDSTORE; 0: no condition                                      */
    uint32_t silent;         /* 1: the new flags are not told                                   */
    uint32_t labels;         /* 1: flags is one label of Gmail's, UTF-8: "To do", "\\Inbox"     */
    uint32_t numbers;        /* 1: uids holds message numbers                                   */
} mw_store;
#define MW_STORE_INIT { sizeof(mw_store), 0, 0, 0, 0, 0, 0, 0 }

/* mw_search.tell: what of the result (RFC 4731, 5182); 0: all */
#define MW_SEARCH_MIN 0x01u
#define MW_SEARCH_MAX 0x02u
#define MW_SEARCH_ALL 0x04u
#define MW_SEARCH_COUNT 0x08u
#define MW_SEARCH_SAVE 0x10u /* for "$" in later commands */

typedef struct mw_search {
    uint32_t size;        /* sizeof (mw_search)                                             */
    uint32_t tell;        /* MW_SEARCH_...; other than _ALL needs ESEARCH, else MW_E_NOT_OFFERED */
    uint32_t numbers;     /* 1: message numbers, not UIDs                                      */
    const char *sort;     /* SORT keys, "REVERSE DATE SUBJECT"; NULL: no order                  */
    const char *thread;   /* THREAD algorithm, "REFERENCES"; NULL: none; not with sort          */
    int64_t partial_from; /* PARTIAL (RFC 9394): 1:100; -1: the last; 0: none                    */
    int64_t partial_to;
} mw_search;
#define MW_SEARCH_INIT { sizeof(mw_search), 0, 0, 0, 0, 0, 0 }

typedef struct mw_append {
    uint32_t size;        /* sizeof (mw_append)                                             */
    uint32_t more;        /* 1: another message follows in the same command (MULTIAPPEND)      */
    uint64_t bytes;       /* exactly so many will be written; 0 is an empty message            */
    const char *flags;    /* "\\Seen $Forwarded"; NULL: none                                   */
    const char *date;     /* "17-Jul-1996 02:44:25 -0700" (mw_imap_date_print); NULL: now        */
    uint32_t binary;      /* 1: a literal8 (BINARY): may hold NUL                              */
    uint32_t utf8;        /* 1: UTF-8 in its header; needs UTF8=ACCEPT enabled (RFC 6855)      */
    uint32_t catenate;    /* 1: made of parts, each by mw_imap_part; bytes is 0 (CATENATE)     */
    uint32_t replace_uid; /* REPLACE (RFC 8508): the message that this one replaces; 0: none     */
} mw_append;
#define MW_APPEND_INIT { sizeof(mw_append), 0, 0, 0, 0, 0, 0, 0, 0 }

#ifdef __cplusplus
extern "C" {
#endif

/* Memory: as for SMTP (smtp.h). */
MW_API size_t mw_imap_size(const mw_config *cfg);
MW_API int mw_imap_init(mw_session **s, void *mem, size_t len, const mw_config *cfg);
MW_API int mw_imap_new(mw_session **s, const mw_config *cfg);

/* Names of mailboxes are UTF-8; the engine sends what the server wants, modified UTF-7 (RFC 3501
   5.1.3), or UTF-8 where UTF8=ACCEPT or IMAP4rev2 is enabled. With MW_FLAG_RAW_NAMES they are bytes
   as the server gave them, sent back unchanged. Names with CR, LF or NUL, or that are no UTF-8:
   MW_E_ARG. */

/* All below return an id, or what submitting anything may return (session.h), and besides:
     MW_E_ARG          a string that is NULL where nothing else is said, or has a syntax of its own
                       and does not follow it; an option out of range; contradicting ones
     MW_E_NOT_OFFERED  the server does not offer the extension that this needs, also by IMAP4rev2
     MW_E_TOO_LONG     more than out_bytes holds, or than 8000 bytes without its literals
   All is checked first: nothing is sent then. Strings that no quoted string can hold are sent as
   literals, synchronising ones where the server has neither LITERAL+ nor LITERAL- (RFC 7888).
   Commands are pipelined. Those with message numbers (`numbers` below) wait until nothing that is
   in flight can change them (RFC 9051 5.5).
   UNKNOWN ends an id whose command may have had its effect: after a lasting change was sent. */

/* --- the session ---------------------------------------------------------------------------- */

/* ID (RFC 2971): pairs of a field and its value, up to a NULL field: { "name", "x", "version",
   NULL, NULL }: a NULL value is NIL. fields NULL: ID NIL. Ends with an ITEM of what the server is.
   MW_E_ARG: a field above 30 bytes, a value above 1024, or none in 7 bits. NetEase's servers want
   it before the first SELECT. */
MW_API int mw_imap_id(mw_session *s, const char *const *fields);

/* ENABLE (RFC 5161): words, "QRESYNC UTF8=ACCEPT". Those without a MW_IMAP_CAP_ bit are sent as
   they are. MW_WANT_WRITE: another ENABLE is in flight; and from functions that take a name that is
   not plain ASCII, until one with UTF8=ACCEPT or IMAP4rev2 is answered. */
MW_API int mw_imap_enable(mw_session *s, const char *words);
#define MW_IMAP_ON_CONDSTORE 0x01u
#define MW_IMAP_ON_QRESYNC 0x02u
#define MW_IMAP_ON_UTF8 0x04u
#define MW_IMAP_ON_REV2 0x08u
#define MW_IMAP_ON_UIDONLY 0x10u /* RFC 9586: message numbers are MW_E_USAGE from now on */
/* What is enabled, MW_IMAP_ON_...: by an ENABLED response, or by OK alone (iCloud). */
MW_API uint32_t mw_imap_enabled(const mw_session *s);

/* IDLE (RFC 2177): what happens in the mailbox comes at once, as MAILBOX events and FETCH data with
   id 0, until mw_imap_idle_done, or until any other command is submitted: then DONE is sent first
   and the id ends. It is renewed every config.idle_ms without a word, if there is a clock. */
MW_API int mw_imap_idle(mw_session *s);
/* Ends the IDLE submitted last. Returns its id, which ends in DONE; MW_E_USAGE: the command
   submitted last is no IDLE, or that has ended. */
MW_API int mw_imap_idle_done(mw_session *s);

/* NOTIFY SET (RFC 5465): groups as there, "(selected MessageNew (UID) MessageExpunge FlagChange)
   (personal MailboxName)", with "STATUS " in front if wanted. NULL: NOTIFY NONE. */
MW_API int mw_imap_notify(mw_session *s, const char *groups);

/* COMPRESS DEFLATE (RFC 4978): what follows is compressed, both ways. MW_E_NOT_OFFERED also where
   the transport cannot, as over byte ports. MW_E_USAGE: it is already. */
MW_API int mw_imap_compress(mw_session *s);

/* LANGUAGE (RFC 5255): of the server's words to people: "de fr"; NULL: ITEMs of what it has. */
MW_API int mw_imap_language(mw_session *s, const char *ranges);

/* GETJMAPACCESS (RFC 9698): an ITEM with the URL. */
MW_API int mw_imap_jmap_access(mw_session *s);

/* UNAUTHENTICATE (RFC 8437): waits until it is alone; nobody is logged in behind it, and only
   mw_imap_raw can change that. MW_E_USAGE: the stream is compressed. */
MW_API int mw_imap_unauthenticate(mw_session *s);

/* Any other command as it is, without tag and CRLF, in one line of UTF-8; alone in flight. Data
   that comes meanwhile is its own. The session does not see what it changes: no ENABLE, no SELECT.
   MW_E_ARG: control bytes, a } at its end, or a command that changes what the bytes behind it mean:
   STARTTLS, AUTHENTICATE, LOGOUT, IDLE, COMPRESS, APPEND. */
MW_API int mw_imap_raw(mw_session *s, const char *command);

/* --- what comes by itself, or is told in passing ---------------------------------------------

   MAILBOX: EXISTS, RECENT and EXPUNGE with num; FLAGS; VANISHED, a range of UIDs a time; and the
   codes of OK, NO and BAD (RFC 9051 7.1, RFC 5530 and later), data their arguments, num if that is
   a number: UIDNEXT, APPENDUID, COPYUID, HIGHESTMODSEQ and so on by number, the rest as CODE. Codes
   of a command's answer bear its id and come in front of its DONE or REFUSED; one without arguments
   that tells why something failed is in mw_last_error()->word only. A refused login's code with
   arguments comes as well, before FAILED: the URL of Gmail's WEBALERT. Words nobody asked for are
   TEXT, or ALERT. UIDVALIDITY, UIDNEXT and UNSEEN are DOUBTFUL where they are 0: not known.
   ITEM: one response of a listing a time, data what stands behind its name. It bears the id of the
   oldest command in flight that asks for such, an ESEARCH of that with its tag; else 0. Data about
   a mailbox is nobody's while another one is being selected. What is longer than in_bytes is
   MW_EVF_CUT, and its end is found. What is not known comes as OTHER. */

/* --- mailboxes ------------------------------------------------------------------------------ */

/* SELECT (RFC 9051 6.3.2): MAILBOX events, then DONE. Commands for the mailbox may be submitted at
   once behind it: they go out in the same flight, and where it is refused, so are they. QRESYNC
   needs mw_imap_enable first, whose answer need not be waited for: else MW_E_USAGE. */
MW_API int mw_imap_select(mw_session *s, const char *mailbox_utf8, const mw_select *how);
/* EXAMINE: the same, read-only. */
MW_API int mw_imap_examine(mw_session *s, const char *mailbox_utf8, const mw_select *how);
/* CLOSE: what is marked \Deleted is expunged, without being told, and no mailbox is open. */
MW_API int mw_imap_close(mw_session *s);
/* UNSELECT (RFC 3691): the same, and nothing is expunged. */
MW_API int mw_imap_unselect(mw_session *s);
/* CHECK: gone from IMAP4rev2. */
MW_API int mw_imap_check(mw_session *s);

/* CREATE. use: its special use (RFC 6154), "\\Drafts"; NULL: none. Some servers refuse a name with
   its hierarchy delimiter at the end: mw_imap_name_length. */
MW_API int mw_imap_create(mw_session *s, const char *mailbox_utf8, const char *use);
MW_API int mw_imap_delete(mw_session *s, const char *mailbox_utf8);
MW_API int mw_imap_rename(mw_session *s, const char *from_utf8, const char *to_utf8);
MW_API int mw_imap_subscribe(mw_session *s, const char *mailbox_utf8);
MW_API int mw_imap_unsubscribe(mw_session *s, const char *mailbox_utf8);

/* LIST (RFC 9051 6.3.9) or LSUB: an ITEM for each name, STATUS, METADATA and MYRIGHTS items where
   asked. The plain command goes out where no option needs more. NULL: all names. */
MW_API int mw_imap_list(mw_session *s, const mw_list *how);
/* NAMESPACE (RFC 2342). */
MW_API int mw_imap_namespace(mw_session *s);
/* STATUS of a mailbox that need not be open: items MW_STATUS_..., at least one. */
MW_API int mw_imap_status(mw_session *s, const char *mailbox_utf8, uint32_t items);

/* GETQUOTA, GETQUOTAROOT (RFC 9208): QUOTA and QUOTAROOT items. */
MW_API int mw_imap_quota(mw_session *s, const char *root);
MW_API int mw_imap_quota_root(mw_session *s, const char *mailbox_utf8);
/* SETQUOTA: limits "STORAGE 512 MESSAGE 100"; "": none. */
MW_API int mw_imap_set_quota(mw_session *s, const char *root, const char *limits);

/* ACL (RFC 4314). rights: "lrs", "+w", "-w". */
MW_API int mw_imap_acl(mw_session *s, const char *mailbox_utf8);
MW_API int mw_imap_my_rights(mw_session *s, const char *mailbox_utf8);
MW_API int mw_imap_list_rights(mw_session *s, const char *mailbox_utf8, const char *who);
MW_API int mw_imap_set_acl(mw_session *s, const char *mailbox_utf8, const char *who,
                           const char *rights);
MW_API int mw_imap_delete_acl(mw_session *s, const char *mailbox_utf8, const char *who);

/* GETMETADATA (RFC 5464) of a mailbox, or of the server: "". entries: "/shared/comment
   /private/comment". depth: how far below them, 0, 1, or 2: all. max_bytes: longer values are left
   out; 0: none is. */
MW_API int mw_imap_metadata(mw_session *s, const char *mailbox_utf8, const char *entries,
                            uint32_t depth, uint64_t max_bytes);
/* SETMETADATA: len bytes of any kind; value NULL: the entry is removed. */
MW_API int mw_imap_set_metadata(mw_session *s, const char *mailbox_utf8, const char *entry,
                                const void *value, size_t len);

/* --- messages ------------------------------------------------------------------------------- */

/* UID FETCH (RFC 9051 6.4.5): for each message MSG, ATTR..., BODY, DATA..., MSG_END; then DONE.
   MW_E_ARG: no items, a set or section with a broken syntax.

   Untagged FETCH data belongs to the oldest fetch or store in flight, else to id 0; while a mailbox
   is being selected to that command, or to 0 where it may still be about the one before. uid is
   set in all events of a message once the server has said it, which may be behind MSG; only one
   that is damaged is an ATTR.
   num in MSG and MSG_END is the message's number, 0 in UIDFETCH responses (RFC 9586). DOUBTFUL are
   a MSG whose number is above EXISTS, a MSG_END where RFC822.SIZE is not what came, and a DONE that
   comes without any message though there are some: none of those asked for exists, or the server
   could not read them and says OK all the same.
   ATTR: data is the raw value, with its quotes, parentheses and literals: (\Seen), "17-Jul-1996
   02:44:25 -0700", {3} CRLF abc, NIL. What is no item of ours has item 0, and its name as the
   server wrote it.
   BODY: num is the count of bytes that come as DATA; 0: none, or a quoted string, whose length is
   known at its end only. data is "NIL" where the server has no such part.
   A name that does not fit in_bytes is "". */
MW_API int mw_imap_fetch(mw_session *s, const mw_fetch *what);

/* SEARCH, SORT, THREAD (RFC 9051 6.4.4, RFC 5256): ITEMs, SEARCH, SORT, THREAD or those of
   an ESEARCH (RFC 4731). criteria: as there, "UNSEEN FROM \"ann\"", in UTF-8, without literals;
   imap_build.h builds it. ESEARCH is used where it is offered, the plain commands where they can
   say what is asked. Each hit or range of hits is one event, MODSEQ is an ITEM, too. A DONE is
   DOUBTFUL where all were searched and none was found, though there are messages: ask again with
   other words, or with FETCH. Where a string has UTF-8 in it, CHARSET is sent if it is needed, and
   mw_last_error()->word is BADCHARSET where the server refuses it. */
MW_API int mw_imap_search(mw_session *s, const char *criteria, const mw_search *how);

/* STORE (RFC 9051 6.4.6): flags. MODIFIED (RFC 7162): UIDs that changed since. */
MW_API int mw_imap_store(mw_session *s, const mw_store *what);

/* UID COPY, UID MOVE (RFC 6851): COPYUID tells the new UIDs. uids: a set, or "$". */
MW_API int mw_imap_copy(mw_session *s, const char *uids, const char *mailbox_utf8);
MW_API int mw_imap_move(mw_session *s, const char *uids, const char *mailbox_utf8);

/* EXPUNGE, or with uids UID EXPUNGE (UIDPLUS): messages marked \Deleted go. */
MW_API int mw_imap_expunge(mw_session *s, const char *uids);

/* APPEND (RFC 9051 6.3.12), or REPLACE. Then the message, by MW_EV_WRITE, mw_write, mw_write_end:
   bytes as they are, which should have CRLF line ends. mw_write of more than how->bytes, and
   mw_write_end of less, are MW_E_USAGE and change nothing. APPENDUID tells the UID. MW_E_TOO_BIG:
   above APPENDLIMIT (RFC 7889).
   With how->more, call it again behind mw_write_end, with mailbox_utf8 NULL, for the next message:
   the same id is returned, and ends when all of them are there or none is. MW_E_USAGE: none was to
   follow, or the command was refused meanwhile. Until then no other command may be submitted, and
   mw_run and mw_each do not wait for that id.
   REFUSED may come in mid-body: what is written then is taken and dropped. UNKNOWN: it was sent
   whole, the reply never came. */
MW_API int mw_imap_append(mw_session *s, const char *mailbox_utf8, const mw_append *how);
/* A part of a message made by CATENATE (RFC 4469): what an IMAP URL (RFC 5092) names, or with url
   NULL `bytes` bytes to be written, as above. more: 1: another part follows. Returns the same
   id. */
MW_API int mw_imap_part(mw_session *s, const char *url, uint64_t bytes, int more);
/* What the server's APPENDLIMIT allows; 0: it did not say. */
MW_API uint64_t mw_imap_max_bytes(const mw_session *s);

/* Counts what readers of imap_data.h met in the values of this session's events, so that mw_quirk
   knows it: quirks are the bits that a reader told, 0 of most values; bit n becomes one more of
   MW_IMAP_QUIRK_DATA + n. MW_OK; MW_E_PROTOCOL with MW_FLAG_STRICT where there is one: nothing is
   counted, that value should be left, and the session lives. Any time; s is an IMAP session. */
MW_API int mw_imap_quirks(mw_session *s, uint32_t quirks);

#ifdef __cplusplus
}
#endif
#endif

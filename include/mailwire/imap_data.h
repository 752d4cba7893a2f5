/* SPDX-License-Identifier: MIT */
#ifndef MAILWIRE_IMAP_DATA_H
#define MAILWIRE_IMAP_DATA_H

/* Readers for the values that IMAP events carry: mw_event.data, raw as the server wrote it. They
   need no session and no memory but what is given to them, follow no pointer but the data's, and
   take time in proportion to the data, however it is nested. A reader that is not called is not
   linked.

   A function ..._read(data, len, refuse, &result) reads a whole value at once. A cursor is begun on
   one and then asked for its next entry, until that is not 1 any more:

     mw_data_begin(&c, env.to.p, env.to.len, 0);
     while (mw_address_next(&c, &address) == 1) ...

   All of them take what servers really send. What was not as the RFC wants it is told as bits in
   `quirks`; the caller names in `refuse` those that it does not want to put up with: 0: none,
   MW_DATA_STRICT: all. One of these is met: MW_E_PROTOCOL, and so for the rest of that cursor.
   Otherwise MW_OK, and of cursors 1: here is an entry, 0: there are no more. Results are always
   filled in; of what is missing slices have p NULL and len 0, numbers are MW_UNKNOWN. No pointer
   may be NULL, but `data` where len is 0.

   The readers know of no session: mw_imap_quirks (imap.h) is given their bits, counts them with the
   session's own quirks, and refuses them all where MW_FLAG_STRICT is set:

     if (mw_imap_envelope_read(ev->data, ev->len, 0, &env) == MW_OK &&
         mw_imap_quirks(s, env.quirks) == MW_OK) ...  */

#include <mailwire/imap.h>

/* Bytes of the event's data, valid as long as these. What is called a string is the string's raw
   form: "a \"b\"" with its quotes, {3} CRLF abc with its header, an atom as it is. NIL: p is NULL.
   Read it with mw_imap_string_copy or mw_imap_string_is. */
typedef struct mw_slice {
    const char *p;
    size_t len;
} mw_slice;

#define MW_UNKNOWN UINT64_MAX /* a number that is not there, or is none */

/* quirks: what a server did that its RFC does not allow */
#define MW_DATA_QUIRK_SPACE 0x0001u     /* spaces where none may be, or none                   */
#define MW_DATA_QUIRK_PARENS 0x0002u    /* parentheses around nothing, or closed but not opened */
#define MW_DATA_QUIRK_CUT 0x0004u       /* the end is missing: also where MW_EVF_CUT is set       */
#define MW_DATA_QUIRK_QUOTE 0x0008u     /* a quote inside of a string without its backslash       */
#define MW_DATA_QUIRK_BACKSLASH 0x0010u /* a backslash that hides the closing quote: "qq.com\"    */
#define MW_DATA_QUIRK_ATOM 0x0020u      /* no quotes where they are due, blanks in a bare name    */
#define MW_DATA_QUIRK_STRING 0x0040u    /* a quoted flag, number or word                          */
#define MW_DATA_QUIRK_NIL 0x0080u       /* NIL where something is due                             */
#define MW_DATA_QUIRK_NUMBER 0x0100u    /* -1, 9.3736e+06 or the like for a number: MW_UNKNOWN    */
#define MW_DATA_QUIRK_MISSING 0x0200u   /* fields are missing                                     */
#define MW_DATA_QUIRK_EXTRA 0x0400u     /* something was passed over that has no place there      */
#define MW_DATA_QUIRK_EMPTY 0x0800u     /* () where NIL or more is due                            */
#define MW_DATA_QUIRK_NO_PARTS 0x1000u  /* a multipart without parts                              */
#define MW_DATA_QUIRK_BASIC 0x2000u     /* a message/rfc822 without envelope and structure        */
#define MW_DATA_QUIRK_NO_LINES 0x4000u  /* a text or message without its count of lines           */
#define MW_DATA_QUIRK_MEDIA_TYPE 0x8000u /* a media type of one word: of application/           */
#define MW_DATA_QUIRK_DISPOSITION 0x10000u /* a bare string, or not in its place                  */
#define MW_DATA_QUIRK_GROUP 0x20000u    /* an address group that is not closed, or not opened     */
#define MW_DATA_QUIRK_DATE 0x40000u     /* no date of this world: 00-Jan-0000                     */
#define MW_DATA_QUIRK_DELIMITER 0x80000u /* a hierarchy delimiter that is not one byte: none      */
#define MW_DATA_QUIRK_DEPTH 0x100000u   /* deeper than MW_PART_DEPTH or MW_THREAD_DEPTH           */
#define MW_DATA_STRICT 0xffffffffu      /* refuse: all of them                                    */

/* Where a reader stands. `quirks` may be read at any time; the rest is the reader's own. It may be
   copied: the copy goes on by itself. */
typedef struct mw_imap_cursor {
    const char *p, *end;
    uint32_t refuse;
    uint32_t quirks; /* MW_DATA_QUIRK_... met so far */
    uint32_t depth;
    uint16_t behind, state;
} mw_imap_cursor;

/* mw_value.type */
#define MW_VALUE_WORD 1u
#define MW_VALUE_NUMBER 2u /* digits only, up to 2^64 - 1 */
#define MW_VALUE_STRING 3u
#define MW_VALUE_NIL 4u
#define MW_VALUE_LIST 5u     /* an opening parenthesis: what follows is one deeper */
#define MW_VALUE_LIST_END 6u /* a closing one, with the depth of its opening one   */

typedef struct mw_value {
    uint32_t type;
    uint32_t depth;  /* lists around it                                                      */
    uint64_t number; /* NUMBER: its value; else MW_UNKNOWN                                   */
    mw_slice raw;    /* its bytes; of NIL and lists, too                                     */
} mw_value;

#ifdef __cplusplus
extern "C" {
#endif

/* --- strings and plain values ------------------------------------------------------------ */

/* Copies what the string means to buf, without quotes, escapes and literal header, and a NUL behind
   it: at most cap - 1 bytes of it. Returns its length; not less than cap: it was cut. cap 0: buf
   is not touched and may be NULL. NIL is "". */
MW_API size_t mw_imap_string_copy(mw_slice string, char *buf, size_t cap);

/* Whether the string means `word`, letters of either case being the same. NIL is no word. */
MW_API int mw_imap_string_is(mw_slice string, const char *word);

/* Begins a cursor on a value or a slice of one: for mw_imap_value_next and all functions below that
   say so. */
MW_API void mw_data_begin(mw_imap_cursor *c, const char *data, size_t len, uint32_t refuse);

/* The next word, number, string, NIL or parenthesis (RFC 9051 4). This reads any value: the words
   of CAPABILITY, ENABLED, LANGUAGE; the arguments of the response codes BADCHARSET, METADATA,
   INPROGRESS, NOUPDATE, REFERRAL; LISTRIGHTS, QUOTAROOT. */
MW_API int mw_imap_value_next(mw_imap_cursor *c, mw_value *v);

/* Behind a LIST: passes over all of it. v->raw is then the whole list. Of other types: nothing. */
MW_API int mw_imap_value_skip(mw_imap_cursor *c, mw_value *v);

/* A value that is one alone, or one in parentheses: EMAILID (M6d99), THREADID, PREVIEW, MAILBOXID,
   APPENDLIMIT, which may be NIL. *quirks: may be NULL. */
MW_API int mw_imap_value_read(const char *data, size_t len, uint32_t refuse, mw_value *v,
                              uint32_t *quirks);

/* The same where a number is due: RFC822.SIZE, MODSEQ (12345), X-GM-MSGID, HIGHESTMODSEQ. What is
   none is MW_UNKNOWN. */
MW_API int mw_imap_number_read(const char *data, size_t len, uint32_t refuse, uint64_t *number,
                               uint32_t *quirks);

/* The next string or word as a string: MYRIGHTS, LISTRIGHTS, QUOTAROOT, QUOTA, ACL and METADATA
   begin with the name of a mailbox or root. */
MW_API int mw_imap_string_next(mw_imap_cursor *c, mw_slice *string);

typedef struct mw_pair {
    mw_slice name, value; /* strings; a value may be a list, which is given whole */
} mw_pair;
/* The next of pairs, with or without parentheses around all of them: the parameters of a body part,
   ID, the identifiers and rights of ACL (RFC 4314) and the entries of METADATA (RFC 5464) behind
   their mailbox. */
MW_API int mw_imap_pair_next(mw_imap_cursor *c, mw_pair *pair);

/* --- ENVELOPE (RFC 9051 7.5.2) ------------------------------------------------------------ */

typedef struct mw_envelope {
    uint32_t quirks;
    mw_slice date, subject;                       /* strings, as in the header                  */
    mw_slice from, sender, reply_to, to, cc, bcc; /* for mw_data_begin and mw_address_next      */
    mw_slice in_reply_to, message_id;             /* strings                                    */
} mw_envelope;
/* All of it. */
MW_API int mw_imap_envelope_read(const char *data, size_t len, uint32_t refuse, mw_envelope *env);

/* mw_address.kind */
#define MW_ADDRESS_MAILBOX 0u
#define MW_ADDRESS_GROUP 1u     /* a group begins, named `mailbox`: its members follow */
#define MW_ADDRESS_GROUP_END 2u /* it ends: all fields are NIL */

typedef struct mw_address {
    uint32_t kind;
    mw_slice name, adl, mailbox, host; /* strings; adl: an old source route */
} mw_address;
/* The next address of such a list. */
MW_API int mw_address_next(mw_imap_cursor *c, mw_address *address);

/* --- BODYSTRUCTURE and BODY (RFC 9051 7.5.2) ----------------------------------------------- */

#define MW_PART_DEPTH 32u   /* parts this deep, and deeper ones, are given with less: see below */
#define MW_SECTION_BYTES 80 /* of a section's number with its NUL */

/* mw_part.flags */
#define MW_PART_MULTIPART 0x01u /* its parts follow, one deeper */
#define MW_PART_MESSAGE 0x02u   /* a message: `envelope` is its own, its body follows, one deeper */
#define MW_PART_DEEP 0x04u /* too deep: no section; of multiparts the subtype, of messages what is
                              behind their bodies, are not known */

typedef struct mw_part {
    const char *section; /* "1.2" for mw_fetch.section; "" of the whole; valid until the next part.
                            A multipart that is a message's body bears the message's number      */
    uint32_t flags;
    uint32_t depth;               /* parts around it                                             */
    uint32_t quirks;              /* of all parts up to this one                                 */
    uint32_t reserved;
    uint64_t octets;              /* as transferred                                              */
    uint64_t lines;               /* of texts and messages; else MW_UNKNOWN                      */
    mw_slice type, subtype;       /* strings, never NIL: what is missing is as RFC 2046 has it   */
    mw_slice id, description, encoding, md5;      /* strings                                     */
    mw_slice disposition, location;               /* strings: "attachment"                       */
    mw_slice language;                            /* a string, or a list of them                 */
    mw_slice params, disposition_params;          /* for mw_data_begin and mw_imap_pair_next     */
    mw_slice envelope;                            /* for mw_imap_envelope_read                   */
} mw_part;

typedef struct mw_imap_parts {
    mw_imap_cursor cursor;
    uint32_t messages, number[MW_PART_DEPTH]; /* the reader's own */
    char section[MW_SECTION_BYTES];
} mw_imap_parts;

/* All parts in the order in which they stand in the message, multiparts before their own parts. */
MW_API void mw_imap_parts_begin(mw_imap_parts *w, const char *data, size_t len, uint32_t refuse);
MW_API int mw_imap_part_next(mw_imap_parts *w, mw_part *part);

/* mw_imap_part_name */
#define MW_NAME_PLAIN 1    /* may hold encoded words (RFC 2047), against the rules */
#define MW_NAME_EXTENDED 2 /* RFC 2231: UTF-8'en'%E2%82%AC.pdf */
#define MW_NAME_PIECE 3    /* RFC 2231: the first piece of several: the others are in the pairs */
#define MW_NAME_EXTENDED_PIECE 4

/* The part's file name: "filename" of the disposition, else "name" of the type. *name: a string.
   Returns one of the above; 0: it has none, *name is NIL. */
MW_API int mw_imap_part_name(const mw_part *part, mw_slice *name);

/* --- FLAGS, PERMANENTFLAGS, X-GM-LABELS ---------------------------------------------------- */

#define MW_IMAP_FLAG_ANSWERED 0x0001u
#define MW_IMAP_FLAG_FLAGGED 0x0002u
#define MW_IMAP_FLAG_DELETED 0x0004u
#define MW_IMAP_FLAG_SEEN 0x0008u
#define MW_IMAP_FLAG_DRAFT 0x0010u
#define MW_IMAP_FLAG_RECENT 0x0020u
#define MW_IMAP_FLAG_ANY 0x0040u /* PERMANENTFLAGS \*: new keywords can be made */
#define MW_IMAP_FLAG_FORWARDED 0x0080u /* $Forwarded, and so on (RFC 9051 2.3.2) */
#define MW_IMAP_FLAG_MDNSENT 0x0100u
#define MW_IMAP_FLAG_JUNK 0x0200u
#define MW_IMAP_FLAG_NOTJUNK 0x0400u
#define MW_IMAP_FLAG_PHISHING 0x0800u
#define MW_IMAP_FLAG_IMPORTANT 0x1000u     /* RFC 8457 */
#define MW_IMAP_FLAG_SUBMITPENDING 0x2000u /* RFC 5550 */
#define MW_IMAP_FLAG_SUBMITTED 0x4000u

typedef struct mw_flag {
    uint32_t bit;  /* MW_IMAP_FLAG_...; 0: another one */
    mw_slice name; /* a string: "\Seen", "$Junk", a keyword or label as the server wrote it */
} mw_flag;
/* The next flag or label. */
MW_API int mw_imap_flag_next(mw_imap_cursor *c, mw_flag *flag);

/* The bits of all flags in the value. *quirks: may be NULL. */
MW_API int mw_imap_flags_read(const char *data, size_t len, uint32_t refuse, uint32_t *bits,
                              uint32_t *quirks);

/* --- INTERNALDATE, SAVEDATE ---------------------------------------------------------------- */

#define MW_NO_DATE INT64_MIN

typedef struct mw_date {
    uint32_t quirks;
    int32_t offset_minutes; /* of that place from UTC: -420 */
    int64_t seconds;        /* since 1970-01-01 00:00 UTC; MW_NO_DATE: NIL, or no date: all 0 */
    uint16_t year;          /* as it was written there: 0 to 9999 */
    uint8_t month;          /* 1 to 12 */
    uint8_t day;
    uint8_t hour;
    uint8_t minute;
    uint8_t second; /* to 60 */
    uint8_t reserved;
} mw_date;
/* All of it. */
MW_API int mw_imap_date_read(const char *data, size_t len, uint32_t refuse, mw_date *date);

/* --- LIST, LSUB, STATUS, NAMESPACE ------------------------------------------------------------ */

/* mw_mailbox.attributes (RFC 9051 7.3.1, RFC 5258, RFC 6154, RFC 8457) */
#define MW_MAILBOX_NOINFERIORS 0x0001u
#define MW_MAILBOX_NOSELECT 0x0002u
#define MW_MAILBOX_MARKED 0x0004u
#define MW_MAILBOX_UNMARKED 0x0008u
#define MW_MAILBOX_HASCHILDREN 0x0010u
#define MW_MAILBOX_HASNOCHILDREN 0x0020u
#define MW_MAILBOX_NONEXISTENT 0x0040u
#define MW_MAILBOX_SUBSCRIBED 0x0080u
#define MW_MAILBOX_REMOTE 0x0100u
#define MW_MAILBOX_ALL 0x0200u
#define MW_MAILBOX_ARCHIVE 0x0400u
#define MW_MAILBOX_DRAFTS 0x0800u
#define MW_MAILBOX_FLAGGED 0x1000u
#define MW_MAILBOX_JUNK 0x2000u
#define MW_MAILBOX_SENT 0x4000u
#define MW_MAILBOX_TRASH 0x8000u
#define MW_MAILBOX_IMPORTANT 0x10000u

/* mw_mailbox.childinfo (RFC 5258 3.5): what was asked for is true of a mailbox below this one */
#define MW_CHILDINFO_SUBSCRIBED 0x01u
#define MW_CHILDINFO_REMOTE 0x02u
#define MW_CHILDINFO_SPECIAL_USE 0x04u

typedef struct mw_mailbox {
    uint32_t quirks;
    uint32_t attributes;     /* MW_MAILBOX_...                                                    */
    uint32_t childinfo;      /* MW_CHILDINFO_...                                               */
    uint32_t delimiter;      /* of the hierarchy: '/'; 0: it is flat                           */
    mw_slice name;           /* a string: UTF-8 or modified UTF-7, or neither                  */
    mw_slice attribute_list; /* all, those without a bit too: for mw_imap_flag_next            */
    mw_slice old_name;       /* a string: OLDNAME (RFC 9051 6.3.9.7); NIL: it was not renamed  */
    mw_slice extended;       /* all extended data, a list of pairs: for mw_imap_pair_next      */
} mw_mailbox;
/* One line of LIST or LSUB, behind that word. */
MW_API int mw_imap_list_read(const char *data, size_t len, uint32_t refuse, mw_mailbox *found);

/* mw_status_item.item: one of MW_STATUS_... of imap.h, or */
#define MW_STATUS_DELETED_STORAGE 0x400u /* QUOTA=RES-STORAGE, RFC 9208 */

typedef struct mw_status_item {
    uint32_t item;        /* 0: another one                                                    */
    uint64_t number;      /* MW_UNKNOWN: none; of MW_STATUS_APPENDLIMIT: there is no limit      */
    mw_slice name, value; /* as the server wrote them: MAILBOXID (F2212ea8)                    */
} mw_status_item;
/* *mailbox: a string. Then the items, each once or not at all, in any order. */
MW_API int mw_imap_status_begin(mw_imap_cursor *c, const char *data, size_t len, uint32_t refuse,
                                mw_slice *mailbox);
MW_API int mw_imap_status_next(mw_imap_cursor *c, mw_status_item *status);

/* mw_namespace.kind (RFC 9051 7.3.5) */
#define MW_NAMESPACE_PERSONAL 1u
#define MW_NAMESPACE_OTHER 2u
#define MW_NAMESPACE_SHARED 3u

typedef struct mw_namespace {
    uint32_t kind;
    uint32_t delimiter; /* 0: it is flat */
    mw_slice prefix;    /* a string: "INBOX." */
} mw_namespace;
/* The next namespace, the personal ones first. */
MW_API int mw_imap_namespace_next(mw_imap_cursor *c, mw_namespace *ns);

/* --- QUOTA (RFC 9208) ---------------------------------------------------------------------- */

typedef struct mw_quota {
    mw_slice resource;     /* a string: "STORAGE", which counts units of 1024 bytes; "MESSAGE" */
    uint64_t usage, limit; /* 64 bits */
} mw_quota;
/* Behind the root, which mw_imap_string_next reads. */
MW_API int mw_imap_quota_next(mw_imap_cursor *c, mw_quota *quota);

/* --- sets, VANISHED, COPYUID ------------------------------------------------------------------ */

#define MW_IMAP_STAR UINT32_MAX /* "*": the largest there is */

typedef struct mw_range {
    uint32_t first, last; /* first <= last, however the server wrote it; of a number both it */
} mw_range;
/* The next range of a set "2,4:7,9,12:*" (RFC 9051 9), in the set's order: MODIFIED, ESEARCH ALL;
   APPENDUID behind its UIDVALIDITY, which mw_imap_value_next reads. */
MW_API int mw_imap_range_next(mw_imap_cursor *c, mw_range *range);

/* VANISHED (RFC 7162 3.2.10). *earlier: they went before the mailbox was selected. Then the
   UIDs: mw_imap_range_next. */
MW_API int mw_imap_vanished_begin(mw_imap_cursor *c, const char *data, size_t len, uint32_t refuse,
                                  int *earlier);

typedef struct mw_imap_copyuid {
    mw_imap_cursor from, to;
    mw_range from_range, to_range; /* the reader's own */
    uint64_t uidvalidity;          /* of the mailbox that was copied to */
} mw_imap_copyuid;
typedef struct mw_copied {
    uint32_t from, to, count; /* from, from + 1, ... became to, to + 1, ... */
} mw_copied;
/* COPYUID (RFC 9051 7.1): the n-th of the first set became the n-th of the second. */
MW_API int mw_imap_copyuid_begin(mw_imap_copyuid *w, const char *data, size_t len, uint32_t refuse);
MW_API int mw_imap_copyuid_next(mw_imap_copyuid *w, mw_copied *run);

/* --- ESEARCH (RFC 4731, 9394, 7377), THREAD (RFC 5256) -------------------------------------- */

typedef struct mw_esearch {
    uint32_t quirks;
    uint32_t uid;             /* 1: the numbers are UIDs                              */
    mw_slice tag, mailbox;    /* strings: of the command; RFC 7377                    */
    mw_slice all;             /* a set: for mw_imap_range_next                        */
    mw_slice relevancy;       /* a list of numbers, RFC 6203                          */
    mw_slice partial_range;   /* "1:500", as it was asked for                         */
    mw_slice partial;         /* a set; NIL: nothing is there                         */
    uint64_t min, max, count; /* MW_UNKNOWN: not said                                 */
    uint64_t modseq, uidvalidity;
} mw_esearch;
/* One line of ESEARCH. Where there are several for one search, they add up. */
MW_API int mw_imap_esearch_read(const char *data, size_t len, uint32_t refuse, mw_esearch *found);

#define MW_THREAD_DEPTH 32u /* lists within each other; what is deeper seems to hang here */

typedef struct mw_imap_threads {
    mw_imap_cursor cursor;
    uint32_t thread, next, opened; /* the reader's own */
    uint32_t base[MW_THREAD_DEPTH];
} mw_imap_threads;
typedef struct mw_thread {
    uint64_t number; /* the message's number or UID */
    uint32_t depth;  /* 0: begins the thread; its parent is the last one before it that is less
                        deep. Where that parent is unknown, siblings begin at 1 */
    uint32_t thread; /* which one of them, from 1 */
} mw_thread;
/* The messages of THREAD, from thread to thread, parents before their children. */
MW_API void mw_imap_threads_begin(mw_imap_threads *w, const char *data, size_t len,
                                  uint32_t refuse);
MW_API int mw_imap_thread_next(mw_imap_threads *w, mw_thread *thread);

#ifdef __cplusplus
}
#endif
#endif

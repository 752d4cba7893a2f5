/* SPDX-License-Identifier: MIT */
#ifndef MAILWIRE_IMAP_BUILD_H
#define MAILWIRE_IMAP_BUILD_H

/* What a caller hands to IMAP commands, built in memory of the caller's own: names of mailboxes,
   sets of numbers, criteria of a search, dates. No session is needed, nothing is allocated, and
   nothing that is passed in as text can become syntax.

   Every text that is written ends with a NUL. MW_E_MEMORY: there is no room for it, and it is
   empty, or as it was. MW_E_ARG also stands for NULL. */

#include <mailwire/error.h>

/* --- sets of numbers -------------------------------------------------------------------- */

/* UIDs or message sequence numbers (RFC 9051 9, sequence-set), in memory of the caller's: pairs of
   the first and the last number of a range, 8 bytes a pair. Neighbours become one range, so a
   million numbers in a row need one pair. The fields are to be read only. */
typedef struct mw_imap_set {
    uint32_t *ranges;  /* first, last, first, last ...                                           */
    uint32_t capacity; /* pairs there is room for                                               */
    uint32_t count;    /* pairs in use                                                          */
    uint32_t sorted;   /* of them are in order and merged; all, behind mw_imap_set_sort       */
    uint32_t star;     /* "n:*" belongs to the set, from this n on; UINT32_MAX: "*" alone; 0: no */
} mw_imap_set;

/* The longest range, "4294967295:4294967295", with its comma or NUL. */
#define MW_IMAP_SET_TEXT_MIN 22u

/* What mw_imap_date_print writes, with its NUL. */
#define MW_IMAP_DATE_TEXT 27u

/* --- criteria of a search --------------------------------------------------------------- */

/* Keys of mw_criteria_key. Those without an argument: */
#define MW_KEY_ALL 0u
#define MW_KEY_ANSWERED 1u
#define MW_KEY_DELETED 2u
#define MW_KEY_DRAFT 3u
#define MW_KEY_FLAGGED 4u
#define MW_KEY_SEEN 5u
#define MW_KEY_UNANSWERED 6u
#define MW_KEY_UNDELETED 7u
#define MW_KEY_UNDRAFT 8u
#define MW_KEY_UNFLAGGED 9u
#define MW_KEY_UNSEEN 10u
#define MW_KEY_NEW 11u    /* RFC 3501 only, as the next two */
#define MW_KEY_OLD 12u
#define MW_KEY_RECENT 13u
#define MW_KEY_SAVED 14u  /* "$", the last result (RFC 5182, RFC 9051 6.4.4.1) */
#define MW_KEY_SAVEDATESUPPORTED 15u /* RFC 8514 */
/* Those in front of keys: NOT and FUZZY (RFC 6203) of one, OR of two, or of groups. */
#define MW_KEY_NOT 16u
#define MW_KEY_FUZZY 17u
#define MW_KEY_OR 18u
/* Keys of mw_criteria_date. SENT...: the Date header, SAVED...: RFC 8514, others: INTERNALDATE. */
#define MW_KEY_BEFORE 19u
#define MW_KEY_ON 20u
#define MW_KEY_SINCE 21u
#define MW_KEY_SENTBEFORE 22u
#define MW_KEY_SENTON 23u
#define MW_KEY_SENTSINCE 24u
#define MW_KEY_SAVEDBEFORE 25u
#define MW_KEY_SAVEDON 26u
#define MW_KEY_SAVEDSINCE 27u
/* Keys of mw_criteria_number. */
#define MW_KEY_LARGER 28u  /* bytes */
#define MW_KEY_SMALLER 29u
#define MW_KEY_MODSEQ 30u  /* RFC 7162: at least this one */
#define MW_KEY_YOUNGER 31u /* seconds, RFC 5032 */
#define MW_KEY_OLDER 32u
#define MW_KEY_GM_MSGID 33u /* X-GM-MSGID, Gmail's */
#define MW_KEY_GM_THRID 34u
/* Keys of mw_criteria_text. Any text: */
#define MW_KEY_BCC 35u
#define MW_KEY_BODY 36u
#define MW_KEY_CC 37u
#define MW_KEY_FROM 38u
#define MW_KEY_SUBJECT 39u
#define MW_KEY_TEXT 40u
#define MW_KEY_TO 41u
#define MW_KEY_GM_RAW 42u    /* X-GM-RAW, as in Gmail's own search box */
#define MW_KEY_GM_LABELS 43u /* X-GM-LABELS: one, as UTF-8; "\\Inbox" */
/* one atom: */
#define MW_KEY_KEYWORD 44u
#define MW_KEY_UNKEYWORD 45u
#define MW_KEY_EMAILID 46u /* RFC 8474 */
#define MW_KEY_THREADID 47u
#define MW_KEY_FILTER 48u  /* RFC 5466 */
/* a set as text, "1:5,9", "7:*", or "$"; also keys of mw_criteria_set: */
#define MW_KEY_UID 49u
#define MW_KEY_NUMBERS 50u /* of sequence */

#define MW_CRITERIA_DEPTH_MAX 16u /* groups in one another */

/* Criteria under way; the fields are to be read only. */
typedef struct mw_criteria {
    char *text;        /* NUL-terminated                                                       */
    uint32_t capacity; /* bytes of it                                                          */
    uint32_t length;
    int32_t error;     /* the first one; it stays                                              */
    uint32_t depth;    /* groups open                                                          */
    uint32_t starts[MW_CRITERIA_DEPTH_MAX + 1];  /* where its text begins; 0: it has no (       */
    uint8_t keys[MW_CRITERIA_DEPTH_MAX + 1];     /* how many it has: 0, 1, 2: more              */
    uint8_t operands[MW_CRITERIA_DEPTH_MAX + 1]; /* keys that its operators still wait for      */
} mw_criteria;

#ifdef __cplusplus
extern "C" {
#endif

/* --- names of mailboxes ----------------------------------------------------------------- */

/* UTF-8 as modified UTF-7 (RFC 3501 5.1.3), which is how older servers want the names of
   mailboxes; functions of a session do it themselves. At most five bytes for one. MW_E_ARG: no
   valid UTF-8 (RFC 3629). */
MW_API int mw_imap_utf7_encode(char *out, size_t cap, const char *utf8);

/* The reverse, for a name of len bytes as a server wrote it. out needs len + len / 8 + 1 bytes.
   MW_E_ARG: this is no modified UTF-7 in its one and only form, or has a NUL in it. Then the bytes
   as they came are the mailbox's identity, to be handed back as they are, and out holds a text
   for display only: the same bytes where they are valid UTF-8, else with ? for those that are not
   printable ASCII. A name may have control characters in it. */
MW_API int mw_imap_utf7_decode(char *out, size_t cap, const char *raw, size_t len);

/* How long the name is without hierarchy delimiters at its end, which some servers (Gmail) refuse
   in CREATE. A name of nothing else keeps one. delimiter: as LIST told it; 0: none. */
MW_API size_t mw_imap_name_length(const char *name, size_t len, char delimiter);

/* Whether the name is INBOX, in any case of letters. */
MW_API int mw_imap_is_inbox(const char *name, size_t len);

/* --- sets of numbers -------------------------------------------------------------------- */

/* An empty set over pairs * 2 numbers of memory. */
MW_API void mw_imap_set_init(mw_imap_set *set, uint32_t *memory, uint32_t pairs);

/* Adds the numbers from first to last, in any order, whether they are there or not; 0 stands
   for *. Fast where most come in order, up or down. MW_E_MEMORY: nothing was added. Where memory is
   full it sorts first. */
MW_API int mw_imap_set_add(mw_imap_set *set, uint32_t first, uint32_t last);

/* Adds what a text says, as servers and mw_imap_set_next write it: "1:3,7,9:*", also "" and ranges
   that go down. MW_E_ARG: it is broken, nothing was added. MW_E_MEMORY: some of it was added. */
MW_API int mw_imap_set_add_text(mw_imap_set *set, const char *text, size_t len);

/* Sorts and merges, in place. From then on ranges[0 .. 2 * count) ascend with gaps between them,
   all before star. Others here do it themselves when needed. */
MW_API void mw_imap_set_sort(mw_imap_set *set);

/* Takes the numbers of another set out; * and "n:*" in it: all from n on. It is sorted, too.
   MW_E_MEMORY: a range that falls apart needs one more pair; nothing was taken out. */
MW_API int mw_imap_set_subtract(mw_imap_set *set, mw_imap_set *other);

/* Whether the number is in it. star: the largest number that there is, what * stands for;
   0: not known, "n:*" is all from n on. */
MW_API int mw_imap_set_contains(mw_imap_set *set, uint32_t number, uint32_t star);

/* How many numbers it has. star: as above, but with 0 those of "n:*" are not counted. */
MW_API uint64_t mw_imap_set_numbers(mw_imap_set *set, uint32_t star);

/* The lowest number above `number` in the set; 0: there is none. So all of them are
   for (n = 0; (n = mw_imap_set_after(&set, n, star)) != 0;). star: as mw_imap_set_numbers. */
MW_API uint32_t mw_imap_set_after(mw_imap_set *set, uint32_t number, uint32_t star);

/* Writes the set, or the next piece of it, ascending and merged: "1:3,7,9:*". Ranges stay whole.
   *at is 0 for the first piece, and where the next one begins. MW_OK: a piece; MW_EOF: there is no
   more, out is empty. MW_E_ARG: cap is less than MW_IMAP_SET_TEXT_MIN. The set must not change
   between calls. */
MW_API int mw_imap_set_next(mw_imap_set *set, uint32_t *at, char *out, size_t cap);

/* --- criteria of a search --------------------------------------------------------------- */

/* Builds the string that search functions take (RFC 9051 6.4.4), key by key; keys side by side must
   all be true:

     mw_criteria q;
     const char *criteria;
     mw_criteria_init(&q, memory, sizeof memory);
     mw_criteria_key(&q, MW_KEY_UNSEEN);
     mw_criteria_key(&q, MW_KEY_OR);
     mw_criteria_text(&q, MW_KEY_FROM, "ann");
     mw_criteria_header(&q, "List-Id", "news");
     rc = mw_criteria_end(&q, &criteria);      UNSEEN OR FROM "ann" HEADER List-Id "news"

   Errors stick: every function returns the first one there was, so asking mw_criteria_end is
   enough.
   MW_E_ARG: no such key, text with control bytes or without valid UTF-8, a number or date out of
   range, an operator without its keys. MW_E_MEMORY: more than memory holds.

   Strings are quoted and may have UTF-8 in them; a session writes them as literals where the server
   wants that. */
MW_API void mw_criteria_init(mw_criteria *q, char *memory, size_t len);

/* A key without an argument, or NOT, OR, FUZZY, which the next one or two keys belong to. */
MW_API int mw_criteria_key(mw_criteria *q, uint32_t key);

/* text: UTF-8, for some keys an atom or a set, see there. */
MW_API int mw_criteria_text(mw_criteria *q, uint32_t key, const char *text);

/* HEADER: the field has this text in it; "": there is such a field. */
MW_API int mw_criteria_header(mw_criteria *q, const char *field, const char *text);

/* day and month from 1, year up to 9999: a date without time and zone. */
MW_API int mw_criteria_date(mw_criteria *q, uint32_t key, uint32_t year, uint32_t month,
                            uint32_t day);

/* number: 63 bits, 32 and not 0 for seconds, 64 for Gmail's. */
MW_API int mw_criteria_number(mw_criteria *q, uint32_t key, uint64_t number);

/* The messages of a set, MW_KEY_UID or _NUMBERS; it must not be empty. */
MW_API int mw_criteria_set(mw_criteria *q, uint32_t key, mw_imap_set *set);

/* A group: keys that must all be true, as one key for NOT, OR, FUZZY. Parentheses are only written
   where that changes the meaning, as some servers (Exchange) refuse them. */
MW_API int mw_criteria_begin_group(mw_criteria *q);
MW_API int mw_criteria_end_group(mw_criteria *q);

/* Ends it: *criteria is q->text, "ALL" if there was no key; else NULL. criteria may be NULL. */
MW_API int mw_criteria_end(mw_criteria *q, const char **criteria);

/* --- dates ------------------------------------------------------------------------------ */

/* The date and time that APPEND takes and INTERNALDATE has (RFC 9051 9, date-time): seconds since
   1970 in UTC, and the minutes that its zone is east of it: "17-Jul-1996 02:44:25 -0700". cap is
   at least MW_IMAP_DATE_TEXT. MW_E_ARG: before the year 0 or behind 9999, a zone of a day. */
MW_API int mw_imap_date_print(char *out, size_t cap, int64_t seconds, int32_t zone_minutes);

#ifdef __cplusplus
}
#endif
#endif

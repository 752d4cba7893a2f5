/* SPDX-License-Identifier: MIT */
#include "engine/imap.h"
#include "base/ascii.h"
#include "wire/imap_word.h"

#include <string.h>

/* Untagged responses, RFC 9051 7.2 to 7.4 and extensions, besides the data of messages:

     data    = number SP kind / type [SP rest]
     rest    = value                                    ; LIST, STATUS ...: one event
             / number *(SP number) ["(" word SP number ")"]    ; SEARCH, SORT
             / *list                                    ; THREAD: an event for each
             / ["(" "TAG" SP tag ")"] ["UID"] *(SP word SP value)    ; ESEARCH (RFC 4466 2.6.2)
             / ["(" "EARLIER" ")" SP] set               ; VANISHED (RFC 7162 3.2.10)

   Numbers are told one at a time, so that a set of any length needs no buffer. */

/* First as the values of imap_reader.status, from LIST in the order of MW_ITEM_LIST ... */
static const char types[] =
    "OK\0NO\0BAD\0BYE\0PREAUTH\0CAPABILITY\0FLAGS\0VANISHED\0ESEARCH\0LIST\0LSUB\0STATUS\0SEARCH\0"
    "SORT\0THREAD\0NAMESPACE\0ID\0ENABLED\0"
#if IMAP_RARE
    "QUOTA\0QUOTAROOT\0ACL\0MYRIGHTS\0LISTRIGHTS\0METADATA\0LANGUAGE\0JMAPACCESS\0"
#endif
    ;
#define TYPE_CAPABILITY 6
#define TYPE_FLAGS 7
#define TYPE_VANISHED 8
#define TYPE_ESEARCH 9
#define TYPE_LIST 10
#define TYPE_SEARCH 13
#define TYPE_SORT 14
#define TYPE_THREAD 15
#define SETS                                                                                  \
    (1u << TYPE_VANISHED | 1u << TYPE_ESEARCH | 1u << TYPE_SEARCH | 1u << TYPE_SORT)

/* The two commands that a type answers, from ESEARCH on; if the second is 0, IMAP_ACCOUNT is
   meant. All may answer the caller's own words. */
static const uint8_t askers[][2] = {
    { IMAP_SEARCH, IMAP_SORT }, { IMAP_LIST, IMAP_LSUB }, { IMAP_LSUB, IMAP_LSUB },
    { IMAP_STATUS, IMAP_LIST }, { IMAP_SEARCH, IMAP_SEARCH }, { IMAP_SORT, IMAP_SORT },
    { IMAP_THREAD, IMAP_THREAD }, { IMAP_NAMESPACE, 0 }, { IMAP_ID, 0 }, { IMAP_ENABLE, 0 },
#if IMAP_RARE
    { IMAP_QUOTA, IMAP_SET_QUOTA }, { IMAP_QUOTA, 0 }, { IMAP_ACL, 0 }, { IMAP_ACL, IMAP_LIST },
    { IMAP_ACL, 0 }, { IMAP_METADATA, IMAP_LIST }, { IMAP_LANGUAGE, 0 }, { IMAP_JMAP, 0 },
#endif
};

/* Those that a type not known answers. */
#define RARE                                                                                  \
    (1u << IMAP_QUOTA | 1u << IMAP_SET_QUOTA | 1u << IMAP_ACL | 1u << IMAP_METADATA |             \
     1u << IMAP_LANGUAGE | 1u << IMAP_JMAP)
#define OTHERS (IMAP_RARE ? IMAP_ACCOUNT : IMAP_ACCOUNT | RARE)

/* A STORE tells the new flags, SELECT with QRESYNC what changed meanwhile. */
#define FETCHERS                                                                              \
    (1u << IMAP_FETCH | 1u << IMAP_FETCH_SEEN | 1u << IMAP_STORE | 1u << IMAP_SELECT)

/* in the order of MW_ITEM_EXISTS ... */
static const char kinds[] = "EXISTS\0RECENT\0EXPUNGE\0FETCH\0"
#if IMAP_RARE
                            "UIDFETCH\0"
#endif
    ;
#define KIND_EXPUNGE 3
#define KIND_FETCH 4

/* The words of SEARCH, ESEARCH and VANISHED, and what the numbers behind them are. */
static const char words[] = "UID\0NIL\0TAG\0ALL\0MIN\0MAX\0COUNT\0MODSEQ\0EARLIER\0"
#if IMAP_RARE
                            "RELEVANCY\0PARTIAL\0"
#endif
    ;
#define IS_TAG 254
#define IS_PARTIAL 255 /* the part that was asked for; then what was found of it */
#define WORD_EARLIER 9
static const uint8_t behind[] = {
    0, 0, 0, IS_TAG, MW_ITEM_SEARCH, MW_ITEM_MIN, MW_ITEM_MAX, MW_ITEM_COUNT, MW_ITEM_MODSEQ,
    MW_ITEM_VANISHED,
#if IMAP_RARE
    MW_ITEM_RELEVANCY, IS_PARTIAL,
#endif
};

/* --- whose data it is --- */

void mw_imap_own(struct imap_reader *r, uint32_t by)
{
    struct imap *m = r->m;

    r->id = mw_imap_owner(m, by | 1u << IMAP_RAW);
    if (r->id)
        m->s.has |= IMAP_HAS_LISTING;
}

void mw_imap_own_tag(struct imap_reader *r, const char *p, size_t n)
{
    const char *end;
    uint32_t place;

    r->id = 0;
    if (n && *p == '"') {
        end = memchr(++p, '"', --n);
        n = end ? (size_t)(end - p) : 0;
    }
    place = mw_imap_place(r->m, p, n);
    if (place == IMAP_NOWHERE)
        return;
    r->place = (uint16_t)place;
    r->id = mw_imap_id_of(r->m);
}

unsigned mw_imap_doubt(const struct imap_reader *r)
{
    unsigned head = mw_queue_at(&r->m->s, r->place)->head;

    if (r->status != IMAP_OK || r->exists == 1)
        return 0;
    return (head & (IMAP_EXPECTS | IMAP_TOLD)) == IMAP_EXPECTS ? MW_EVF_DOUBTFUL : 0;
}

size_t mw_imap_number(const char *p, size_t n, uint32_t *number)
{
    uint64_t value;
    size_t digits = mw_number(p, n, &value);

    *number = (uint32_t)value;
    return value <= UINT32_MAX ? digits : 0;
}

/* --- types --- */

/* Exchange: "* [COPYUID 1 2 3]". */
static int read_bare_code(struct imap_reader *r)
{
    r->status = IMAP_OK;
    mw_imap_take(r, 0, IMAP_AT_TEXT);
    return mw_imap_tolerate(r->m, MW_IMAP_QUIRK_NO_STATUS);
}

/* A message's number is 0, negative, or more than there are. */
static int bad_number(struct imap_reader *r)
{
    mw_imap_pass(r);
    return mw_imap_tolerate(r->m, MW_IMAP_QUIRK_NUMBER);
}

/* A type or kind that is not known. Where nothing follows it, it is its own data. */
static int read_other(struct imap_reader *r, char *p, size_t n)
{
    r->item = MW_ITEM_OTHER;
    mw_imap_own(r, OTHERS);
    if (!r->cut && p[n] != ' ')
        return mw_imap_give(r, MW_EV_ITEM, n, IMAP_AT_END);
    return mw_imap_hold(r, p, n, IMAP_AT_DATA);
}

/* Messages are listed, from one to another. */
static int is_ranges(unsigned item)
{
    return item == MW_ITEM_SEARCH || item == MW_ITEM_SORT || item == MW_ITEM_VANISHED;
}

static int read_listing(struct imap_reader *r, unsigned type, size_t n)
{
    const uint8_t *by;
    unsigned item = type - TYPE_LIST + MW_ITEM_LIST;
    int next = IMAP_AT_DATA;

    if (type < TYPE_ESEARCH) {
        item = type == TYPE_FLAGS ? MW_ITEM_FLAGS : MW_ITEM_VANISHED;
    } else {
        by = askers[type - TYPE_ESEARCH];
        mw_imap_own(r, 1u << by[0] | 1u << by[1]);
    }
    if (type == TYPE_ESEARCH) {
        r->opened = 1;
        item = 0;
    }
    r->item = (uint8_t)item;
    if (type == TYPE_THREAD)
        next = IMAP_AT_THREAD;
    else if (SETS >> type & 1)
        next = IMAP_AT_SET;
    return mw_imap_take(r, n, next);
}

/* The word behind the tag or "*". */
static int read_type(struct imap_reader *r, char *p, size_t n)
{
    unsigned type = mw_imap_find(types, p, n, &r->name);

    if (type && type <= (r->tagged ? IMAP_BAD : IMAP_PREAUTH)) {
        r->status = (uint8_t)type;
        return mw_imap_take(r, n, IMAP_AT_TEXT);
    }
    if (r->tagged || mw_imap_is_greeting(r->m))
        return MW_E_PROTOCOL;
    if (type == TYPE_CAPABILITY)
        return mw_imap_caps_begin(r, n);
    if (n && mw_imap_number(p, n, &r->number) == n && !r->cut)
        return mw_imap_take(r, n, IMAP_AT_KIND);
    if (!mw_imap_is_open(r->m) || n == 0)
        return mw_imap_pass(r);
    if (*p == '[')
        return read_bare_code(r);
    if (*p == '-' || mw_is_digit((unsigned char)*p))
        return bad_number(r);
    return type ? read_listing(r, type, n) : read_other(r, p, n);
}

/* --- about a number --- */

/* The event at hand tells the number. */
static int tell(struct imap_reader *r)
{
    r->m->s.ev.num = r->number;
    return MW_OK;
}

static int tell_number(struct imap_reader *r)
{
    if (r->item == MW_ITEM_EXISTS)
        r->exists = r->number + 1;
    else if (r->item == MW_ITEM_EXPUNGE)
        r->exists -= r->exists > 1;
    mw_imap_give(r, MW_EV_MAILBOX, 0, IMAP_AT_END);
    mw_imap_pass(r);
    return tell(r);
}

/* The word behind a number. */
static int read_kind(struct imap_reader *r, char *p, size_t n)
{
    int is_above = r->exists && r->number >= r->exists;
    unsigned kind = mw_imap_find(kinds, p, n, &r->name);

    if (!mw_imap_is_open(r->m) || n == 0)
        return mw_imap_pass(r);
    if (!kind)
        return read_other(r, p, n);
    r->item = (uint8_t)(MW_ITEM_EXISTS - 1 + kind);
    if (kind >= KIND_EXPUNGE && (r->number == 0 || (kind == KIND_EXPUNGE && is_above)))
        return bad_number(r);
    if (kind < KIND_FETCH)
        return tell_number(r);
    if (IMAP_RARE && kind != KIND_FETCH) { /* UIDFETCH, RFC 9586 3.3 */
        r->uid = r->number;
        r->number = 0;
    } else if (is_above) {
        r->flags = MW_EVF_DOUBTFUL;
        if (mw_imap_tolerate(r->m, MW_IMAP_QUIRK_NUMBER) != MW_AGAIN)
            return MW_E_PROTOCOL;
    }
    mw_imap_own(r, FETCHERS);
    return mw_imap_take(r, n, IMAP_AT_LIST);
}

/* --- values --- */

static int read_data(struct imap_reader *r, const char *p, size_t n)
{
    if (!r->cut) {
        n = mw_imap_bare(p, n);
        while (n && p[n - 1] == ' ')
            n--;
    }
    if (r->item == MW_ITEM_FLAGS)
        return mw_imap_value(r, p, n, IMAP_AT_END);
    if (r->item == MW_ITEM_ENABLED)
        mw_imap_note_enabled(r->m, p, n);
    mw_imap_give(r, MW_EV_ITEM, n, IMAP_AT_END);
    return tell(r);
}

static int read_thread(struct imap_reader *r, const char *p, size_t n)
{
    if (n)
        return mw_imap_give(r, MW_EV_ITEM, n, IMAP_AT_THREAD);
    return *p == ')' ? mw_imap_skip(r, 1) : mw_imap_take(r, 0, IMAP_AT_END);
}

/* "5" or "5:7" in any order. */
static int is_range(const char *p, size_t n, uint32_t *from, uint32_t *to)
{
    size_t at = mw_imap_number(p, n, from);

    *to = *from;
    if (at && at < n && p[at] == ':') {
        p += at + 1;
        n -= at + 1;
        at = mw_imap_number(p, n, to);
    }
    return at && at == n && *from && *to;
}

/* Numbers of the present kind. */
static int tell_range(struct imap_reader *r, const char *p, size_t n)
{
    mw_session *s = &r->m->s;
    int type = MW_EV_ITEM, is_set, good;
    uint32_t from = 0, to = 0;
    uint64_t number;

    if (r->item == MW_ITEM_VANISHED) {
        r->exists = 0;
        type = MW_EV_MAILBOX;
    }
    /* in order if that was asked for (RFC 5267 3) */
    if (r->item == MW_ITEM_SEARCH && r->id && mw_queue_at(s, r->place)->kind == IMAP_SORT)
        r->item = MW_ITEM_SORT;
    is_set = is_ranges(r->item);
    if (is_set)
        good = is_range(p, n, &from, &to);
    else
        good = mw_number(p, n, &number) == n;
    good &= !r->cut;
    mw_imap_give(r, type, n, IMAP_AT_SET);
    if (!good) {
        s->ev.flags |= MW_EVF_DAMAGED;
    } else if (is_set) {
        s->ev.num = to > from ? to : from;
        s->ev.uid = to > from ? from : to;
    } else {
        s->ev.num = number;
    }
    return MW_OK;
}

/* A word: what do the numbers behind it mean? */
static int read_word(struct imap_reader *r, unsigned word, size_t n)
{
    r->item = behind[word];
    if (word == WORD_EARLIER) {
        r->flags = MW_EVF_EARLIER;
        mw_imap_own(r, 1u << IMAP_SELECT | 1u << IMAP_FETCH | 1u << IMAP_FETCH_SEEN);
    }
    return mw_imap_take(r, n, IMAP_AT_SET);
}

static int read_set(struct imap_reader *r, const char *p, size_t n)
{
    const char *name = r->name;
    unsigned word;
    int too_many;

    if (n == 0) {
        if (*p == '\r' || *p == '\n')
            return mw_imap_take(r, 0, IMAP_AT_END);
        /* Parentheses around a tag and some values say nothing; around all, they are a server's. */
        too_many = *p == '(' && r->parens && r->item == 0;
        mw_imap_take(r, 1, IMAP_AT_SET);
        return too_many ? mw_imap_tolerate(r->m, MW_IMAP_QUIRK_PARENS) : MW_AGAIN;
    }
    if (r->item == IS_TAG) {
        mw_imap_own_tag(r, p, n);
        r->item = 0;
        r->parens = 1;
        return mw_imap_take(r, n, IMAP_AT_SET);
    }
    word = mw_imap_find(words, p, n, &r->name);
    if (word || r->item == 0 || (r->opened && mw_is_alpha((unsigned char)*p)))
        return read_word(r, word, n);
    r->name = name;
    if (IMAP_RARE && r->item == IS_PARTIAL) {
        r->item = MW_ITEM_SEARCH;
        return mw_imap_take(r, n, IMAP_AT_SET);
    }
    return tell_range(r, p, n);
}

int mw_imap_data_read(struct imap_reader *r, char *p, size_t n)
{
    switch (r->m->s.step) {
    case IMAP_AT_TYPE:
        return read_type(r, p, n);
    case IMAP_AT_KIND:
        return read_kind(r, p, n);
    case IMAP_AT_DATA:
        return read_data(r, p, n);
    case IMAP_AT_SET:
        return read_set(r, p, n);
    default:
        return read_thread(r, p, n);
    }
}

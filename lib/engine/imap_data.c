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

/* First as the values of imap_response.status, from LIST in the order of MW_ITEM_LIST ... */
static const char types[] =
    "OK\0NO\0BAD\0BYE\0PREAUTH\0CAPABILITY\0FLAGS\0ESEARCH\0VANISHED\0LIST\0LSUB\0STATUS\0SEARCH\0"
    "SORT\0THREAD\0NAMESPACE\0ID\0ENABLED\0QUOTA\0QUOTAROOT\0ACL\0MYRIGHTS\0LISTRIGHTS\0"
    "METADATA\0LANGUAGE\0JMAPACCESS\0";
#define TYPE_CAPABILITY 5
#define TYPE_FLAGS 6
#define TYPE_ESEARCH 7
#define TYPE_VANISHED 8
#define TYPE_LIST 9

/* The two commands that a type answers, from LIST on; if the second is 0, IMAP_ACCOUNT is meant.
   All may answer the caller's own words. */
static const uint8_t askers[][2] = {
    { IMAP_LIST, IMAP_LSUB }, { IMAP_LSUB, IMAP_LSUB }, { IMAP_STATUS, IMAP_LIST },
    { IMAP_SEARCH, IMAP_SEARCH }, { IMAP_SORT, IMAP_SORT }, { IMAP_THREAD, IMAP_THREAD },
    { IMAP_NAMESPACE, 0 }, { IMAP_ID, 0 }, { IMAP_ENABLE, 0 }, { IMAP_QUOTA, IMAP_SET_QUOTA },
    { IMAP_QUOTA, 0 }, { IMAP_ACL, 0 }, { IMAP_ACL, IMAP_LIST }, { IMAP_ACL, 0 },
    { IMAP_METADATA, IMAP_LIST }, { IMAP_LANGUAGE, 0 }, { IMAP_JMAP, 0 },
};

/* A STORE tells the new flags, SELECT with QRESYNC what changed meanwhile. */
#define FETCHERS                                                                              \
    (1u << IMAP_FETCH | 1u << IMAP_FETCH_SEEN | 1u << IMAP_STORE | 1u << IMAP_SELECT)

/* in the order of MW_ITEM_EXISTS ... */
static const char kinds[] = "EXISTS\0RECENT\0EXPUNGE\0FETCH\0UIDFETCH\0";
#define KIND_EXPUNGE 2
#define KIND_FETCH 3
#define KIND_UIDFETCH 4

/* The words of SEARCH, ESEARCH and VANISHED, and what the numbers behind them are. */
static const char words[] =
    "UID\0NIL\0TAG\0PARTIAL\0ALL\0MIN\0MAX\0COUNT\0RELEVANCY\0MODSEQ\0EARLIER\0";
#define IS_TAG 254
#define IS_PARTIAL 255 /* the part that was asked for; then what was found of it */
#define WORD_EARLIER 10
static const uint8_t behind[] = {
    0, 0, IS_TAG, IS_PARTIAL, MW_ITEM_SEARCH, MW_ITEM_MIN, MW_ITEM_MAX, MW_ITEM_COUNT,
    MW_ITEM_RELEVANCY, MW_ITEM_MODSEQ, MW_ITEM_VANISHED,
};

/* --- whose data it is --- */

void mw_imap_own(struct imap *m, uint32_t by)
{
    m->r.id = mw_imap_owner(m, by | 1u << IMAP_RAW);
    if (m->r.id)
        m->s.has |= IMAP_HAS_LISTING;
}

void mw_imap_own_tag(struct imap *m, const char *p, size_t n)
{
    const char *end;
    uint32_t place;

    m->r.id = 0;
    if (n && *p == '"') {
        end = memchr(++p, '"', --n);
        n = end ? (size_t)(end - p) : 0;
    }
    place = mw_imap_place(m, p, n);
    if (place == IMAP_NOWHERE)
        return;
    m->r.place = (uint16_t)place;
    m->r.id = mw_imap_id_of(m);
}

unsigned mw_imap_doubt(const struct imap *m)
{
    unsigned head = mw_queue_at(&m->s, m->r.place)->head;

    if (m->r.status != IMAP_OK || m->exists == 1)
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

/* A status, whose word the n bytes at hand are. */
static int read_status(struct imap *m, unsigned place, size_t n)
{
    m->r.status = (uint8_t)(place + IMAP_OK);
    return mw_imap_take(m, n, IMAP_AT_CODE);
}

/* Exchange: "* [COPYUID 1 2 3]". */
static int read_bare_code(struct imap *m)
{
    m->r.status = IMAP_OK;
    m->s.scan = 0;
    m->s.step = IMAP_AT_CODE;
    return mw_imap_tolerate(m, MW_IMAP_QUIRK_NO_STATUS);
}

/* A message's number is 0, negative, or more than there are. */
static int bad_number(struct imap *m)
{
    mw_imap_pass(m);
    return mw_imap_tolerate(m, MW_IMAP_QUIRK_NUMBER);
}

/* A type or kind that is not known. Where nothing follows it, it is its own data. */
static int read_other(struct imap *m, char *p, size_t n)
{
    m->r.name = NULL;
    m->r.item = MW_ITEM_OTHER;
    mw_imap_own(m, IMAP_ACCOUNT);
    if (!m->cut && p[n] != ' ')
        return mw_imap_give(m, MW_EV_ITEM, n, IMAP_AT_END);
    return mw_imap_hold(m, p, n, IMAP_AT_DATA);
}

/* What is told element by element, or as a whole. */
static int form_of(unsigned item)
{
    if (item == 0 || item == MW_ITEM_SEARCH || item == MW_ITEM_SORT || item == MW_ITEM_VANISHED)
        return IMAP_AT_SET;
    return item == MW_ITEM_THREAD ? IMAP_AT_THREAD : IMAP_AT_DATA;
}

static int read_listing(struct imap *m, const char *name, unsigned place, char *p, size_t n)
{
    unsigned item = place - TYPE_LIST + MW_ITEM_LIST;

    m->r.name = name;
    if (!name)
        return read_other(m, p, n);
    if (place == TYPE_ESEARCH) {
        mw_imap_own(m, 1u << IMAP_SEARCH | 1u << IMAP_SORT);
        m->r.opened = 1;
        item = 0;
    } else if (place >= TYPE_LIST) {
        mw_imap_own(m, 1u << askers[place - TYPE_LIST][0] | 1u << askers[place - TYPE_LIST][1]);
    } else {
        item = place == TYPE_FLAGS ? MW_ITEM_FLAGS : MW_ITEM_VANISHED;
    }
    m->r.item = (uint8_t)item;
    return mw_imap_take(m, n, form_of(item));
}

/* The word behind the tag or "*". */
static int read_type(struct imap *m, char *p, size_t n)
{
    int is_tagged = m->r.tagged, is_status;
    const char *word;
    unsigned place;

    word = mw_imap_find(types, p, n, &place);
    is_status = word && place < (is_tagged ? IMAP_BAD : IMAP_PREAUTH);
    if (is_status)
        return read_status(m, place, n);
    if (is_tagged || mw_imap_is_greeting(m))
        return MW_E_PROTOCOL;
    if (n && mw_imap_number(p, n, &m->r.number) == n && !m->cut)
        return mw_imap_take(m, n, IMAP_AT_KIND);
    if (word && place == TYPE_CAPABILITY)
        return mw_imap_caps_begin(m, n);
    if (!mw_imap_is_open(m) || n == 0)
        return mw_imap_pass(m);
    if (*p == '[')
        return read_bare_code(m);
    if (*p == '-' || mw_is_digit((unsigned char)*p))
        return bad_number(m);
    return read_listing(m, word, place, p, n);
}

/* --- about a number --- */

static int tell_number(struct imap *m)
{
    if (m->r.item == MW_ITEM_EXISTS)
        m->exists = m->r.number + 1;
    else if (m->r.item == MW_ITEM_EXPUNGE)
        m->exists -= m->exists > 1;
    mw_imap_give(m, MW_EV_MAILBOX, 0, IMAP_AT_END);
    mw_imap_pass(m);
    m->s.ev.num = m->r.number;
    return MW_OK;
}

/* The word behind a number. */
static int read_kind(struct imap *m, char *p, size_t n)
{
    int is_above = m->exists && m->r.number >= m->exists;
    unsigned place;

    m->r.name = mw_imap_find(kinds, p, n, &place);
    if (!mw_imap_is_open(m) || n == 0)
        return mw_imap_pass(m);
    m->r.item = (uint8_t)(MW_ITEM_EXISTS + place);
    if (!m->r.name)
        return read_other(m, p, n);
    if (place >= KIND_EXPUNGE && (m->r.number == 0 || (place == KIND_EXPUNGE && is_above)))
        return bad_number(m);
    if (place < KIND_FETCH)
        return tell_number(m);
    if (place == KIND_UIDFETCH) { /* RFC 9586 3.3 */
        m->r.uid = m->r.number;
        m->r.number = 0;
    } else if (is_above) {
        m->r.flags = MW_EVF_DOUBTFUL;
        if (mw_imap_tolerate(m, MW_IMAP_QUIRK_NUMBER) != MW_AGAIN)
            return MW_E_PROTOCOL;
    }
    mw_imap_own(m, FETCHERS);
    return mw_imap_take(m, n, IMAP_AT_LIST);
}

/* --- values --- */

static int read_data(struct imap *m, const char *p, size_t n)
{
    if (!m->cut) {
        n -= n && p[n - 1] == '\r';
        while (n && p[n - 1] == ' ')
            n--;
    }
    if (m->r.item == MW_ITEM_FLAGS)
        return mw_imap_value(m, MW_EV_MAILBOX, p, n, IMAP_AT_END);
    if (m->r.item == MW_ITEM_ENABLED)
        mw_imap_note_enabled(m, p, n);
    mw_imap_give(m, MW_EV_ITEM, n, IMAP_AT_END);
    m->s.ev.num = m->r.number;
    return MW_OK;
}

static int read_thread(struct imap *m, const char *p, size_t n)
{
    if (n)
        return mw_imap_give(m, MW_EV_ITEM, n, IMAP_AT_THREAD);
    return *p == ')' ? mw_imap_skip(m, 1) : mw_imap_pass(m);
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
static int tell_range(struct imap *m, const char *p, size_t n)
{
    mw_session *s = &m->s;
    int item = m->r.item, is_set = form_of((unsigned)item) == IMAP_AT_SET, good;
    uint32_t from = 0, to = 0;
    uint64_t number = 0;

    if (item == MW_ITEM_VANISHED)
        m->exists = 0;
    if (is_set)
        good = is_range(p, n, &from, &to);
    else
        good = mw_number(p, n, &number) == n;
    mw_imap_give(m, item == MW_ITEM_VANISHED ? MW_EV_MAILBOX : MW_EV_ITEM, n, IMAP_AT_SET);
    if (!good || s->ev.flags & MW_EVF_CUT) {
        s->ev.flags |= MW_EVF_DAMAGED;
        return MW_OK;
    }
    s->ev.num = number;
    if (is_set) {
        s->ev.num = to > from ? to : from;
        s->ev.uid = to > from ? from : to;
    }
    return MW_OK;
}

/* What was found, in order if that was asked for (RFC 5267 3). */
static uint8_t found_item(const struct imap *m)
{
    int is_sorted = m->r.id && mw_queue_at(&m->s, m->r.place)->kind == IMAP_SORT;

    return is_sorted ? MW_ITEM_SORT : MW_ITEM_SEARCH;
}

/* A word: what do the numbers behind it mean? */
static int read_word(struct imap *m, const char *name, unsigned place, size_t n)
{
    m->r.item = name ? behind[place] : 0;
    if (m->r.item == MW_ITEM_SEARCH)
        m->r.item = found_item(m);
    m->r.name = name;
    if (name && place == WORD_EARLIER) {
        m->r.flags = MW_EVF_EARLIER;
        mw_imap_own(m, 1u << IMAP_SELECT | 1u << IMAP_FETCH | 1u << IMAP_FETCH_SEEN);
    }
    return mw_imap_take(m, n, IMAP_AT_SET);
}

/* The parentheses around a tag and some values say nothing; around all, they are one server's. */
static int read_paren(struct imap *m, int c)
{
    int too_many = c == '(' && m->r.parens && m->r.item == 0;

    mw_imap_take(m, 1, IMAP_AT_SET);
    return too_many ? mw_imap_tolerate(m, MW_IMAP_QUIRK_PARENS) : MW_AGAIN;
}

static int read_set(struct imap *m, const char *p, size_t n)
{
    const char *name;
    unsigned place;

    if (n == 0)
        return *p == '\r' || *p == '\n' ? mw_imap_pass(m) : read_paren(m, *p);
    if (m->r.item == IS_TAG) {
        mw_imap_own_tag(m, p, n);
        m->r.item = 0;
        m->r.parens = 1;
        return mw_imap_take(m, n, IMAP_AT_SET);
    }
    name = mw_imap_find(words, p, n, &place);
    if (name || m->r.item == 0 || (m->r.opened && mw_is_alpha((unsigned char)*p)))
        return read_word(m, name, place, n);
    if (m->r.item == IS_PARTIAL) {
        m->r.item = found_item(m);
        return mw_imap_take(m, n, IMAP_AT_SET);
    }
    return tell_range(m, p, n);
}

int mw_imap_data_read(struct imap *m, char *p, size_t n)
{
    switch (m->s.step) {
    case IMAP_AT_TYPE:
        return read_type(m, p, n);
    case IMAP_AT_KIND:
        return read_kind(m, p, n);
    case IMAP_AT_DATA:
        return read_data(m, p, n);
    case IMAP_AT_SET:
        return read_set(m, p, n);
    default:
        return read_thread(m, p, n);
    }
}

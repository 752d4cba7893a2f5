/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "engine/imap.h"
#include "wire/imap_word.h"

#include <string.h>

/* The data of a message, RFC 9051 7.5.2:

     "*" SP number SP "FETCH" SP "(" [item *(SP item)] ")"
     item = name SP value            ; in any order
     name = atom ["[" section "]" ["<" number ">"]]

   A value is an event with its raw bytes, a body a stream of them. The parentheses and literals
   of a value that is not what its item should be still tell where the next item begins. */

#define ITEMS_MAX 65535 /* of one message */

/* Up to MODSEQ in the order of MW_ITEM_FLAGS ...; RFC822 is a body. */
static const char names[] = "FLAGS\0UID\0RFC822.SIZE\0INTERNALDATE\0ENVELOPE\0BODYSTRUCTURE\0"
                            "RFC822\0MODSEQ\0BODY\0RFC822.TEXT\0RFC822.HEADER\0BINARY\0";
#define NAME_BODY 8
#define NAME_BINARY 11

/* Whose data it is: a STORE tells the new flags, SELECT with QRESYNC what changed meanwhile. */
#define OWNERS                                                                                \
    (1u << IMAP_FETCH | 1u << IMAP_FETCH_SEEN | 1u << IMAP_STORE | 1u << IMAP_SELECT |        \
     1u << IMAP_RAW)

int mw_imap_fetch_begin(struct imap *m)
{
    m->r.id = mw_imap_owner(m, OWNERS);
    if (m->r.id)
        m->s.has |= IMAP_HAS_LISTING;
    return MW_AGAIN;
}

static int message_event(struct imap *m, int type)
{
    mw_session *s = &m->s;

    m->r.opened = m->r.told = 1;
    mw_event_set(s, type, m->r.id);
    s->ev.num = m->r.number;
    s->ev.uid = m->r.uid;
    return MW_OK;
}

static int read_list(struct imap *m, const char *p)
{
    return *p == '(' ? mw_imap_take(m, 1, IMAP_AT_ITEM) : mw_imap_pass(m);
}

/* What item the name stands for; 0: not known. Its name is in m->r.name, or NULL. */
static int look_up(struct imap *m, const char *p, size_t n)
{
    const char *bracket = memchr(p, '[', n);
    unsigned place;

    m->r.name = mw_imap_find(names, p, bracket ? (size_t)(bracket - p) : n, &place);
    if (bracket && m->r.name && (place == NAME_BODY || place == NAME_BINARY)) {
        m->r.name = NULL; /* as the server wrote it */
        return MW_ITEM_BODY;
    }
    if (bracket || !m->r.name || place == NAME_BINARY) {
        m->r.name = NULL;
        return 0;
    }
    if (place == NAME_BODY)
        return MW_ITEM_STRUCTURE;
    return place < NAME_BODY ? (int)place + MW_ITEM_FLAGS : MW_ITEM_BODY;
}

/* The name of n bytes is behind us. One that is not ours is kept for the event, with its NUL. */
static int leave_name(struct imap *m, char *p, size_t n)
{
    mw_session *s = &m->s;
    int next = m->r.item == MW_ITEM_BODY ? IMAP_AT_BODY : IMAP_AT_VALUE;

    if (m->r.name || m->cut || p[n] != ' ')
        return mw_imap_take(m, n, next);
    p[n] = 0;
    s->held = (uint32_t)n + 1;
    s->scan = 0;
    m->s.step = (uint8_t)next;
    return MW_AGAIN;
}

static int read_item(struct imap *m, char *p, size_t n)
{
    int has_msg = m->r.opened;

    if (n == 0 && (*p == '\r' || *p == '\n'))
        return MW_E_PROTOCOL;
    if (n == 0 && *p == ')' && has_msg) {
        mw_imap_take(m, 1, IMAP_AT_END);
        return message_event(m, MW_EV_MSG_END);
    }
    m->r.item = (uint8_t)look_up(m, p, n);
    if (m->r.item != MW_ITEM_UID && !has_msg)
        return message_event(m, MW_EV_MSG);
    if (++m->s.lines == ITEMS_MAX)
        return MW_E_FLOOD;
    return leave_name(m, p, n);
}

/* --- values --- */

/* What the values of MW_ITEM_FLAGS ... begin with: a parenthesis, a quote, a digit; ')': none is
   right; of 0 (not known) anything. */
static const char forms[] = "\0()0\"(()(";

static int form(const struct imap *m)
{
    if (m->r.item < sizeof forms - 1)
        return forms[m->r.item];
    return m->r.item == MW_ITEM_PERMANENTFLAGS ? '(' : '0';
}

int mw_imap_value(struct imap *m, int type, const char *p, size_t n, int next)
{
    mw_session *s = &m->s;
    int first = form(m), is_cut = m->cut, good;
    uint64_t number = 0;
    int is_number = !is_cut && n && mw_number(p, n, &number) == n;

    if (first == '0')
        good = is_number;
    else if (first == 0)
        good = n > 0;
    else /* ends as it begins; ')' is behind '(' */
        good = n > 1 && *p == first && (is_cut || p[n - 1] == first + (first == '('));
    good = good || (type == MW_EV_ATTR && mw_same(p, n, "nil"));
    mw_imap_give(m, type, n, next);
    s->ev.num = good && is_number ? number : 0;
    s->ev.flags |= good ? 0 : MW_EVF_DAMAGED;
    return MW_OK;
}

/* The UID goes with all events of the message. One that is none is damage. Another one than before
   is another message's: a literal was longer than the server said. */
static int read_uid(struct imap *m, const char *p, size_t n)
{
    int had_msg = m->r.opened;
    uint64_t uid = 0;
    int good = !m->cut && mw_number(p, n, &uid) == n && uid && uid <= UINT32_MAX;

    if (good) {
        if (m->r.uid && m->r.uid != uid)
            return MW_E_PROTOCOL;
        m->r.uid = uid;
        mw_imap_take(m, n, IMAP_AT_ITEM);
    }
    if (!had_msg)
        return message_event(m, MW_EV_MSG);
    return good ? MW_AGAIN : mw_imap_value(m, MW_EV_ATTR, p, n, IMAP_AT_ITEM);
}

static int read_value(struct imap *m, const char *p, size_t n)
{
    return m->r.item == MW_ITEM_UID ? read_uid(m, p, n)
                                  : mw_imap_value(m, MW_EV_ATTR, p, n, IMAP_AT_ITEM);
}

/* --- bodies --- */

/* BODY, behind `head` bytes in front of its own. */
static int body_event(struct imap *m, size_t head, int next)
{
    mw_imap_take(m, head, next);
    return mw_imap_give(m, MW_EV_BODY, 0, next);
}

int mw_imap_literal(struct imap *m, size_t n)
{
    body_event(m, n, m->lex.left ? IMAP_AT_LITERAL : IMAP_AT_ITEM);
    m->s.ev.num = m->lex.left;
    return MW_OK;
}

static int read_body(struct imap *m, const char *p, size_t n)
{
    if (n == 0 && *p == '"')
        return body_event(m, 1, IMAP_AT_QUOTED);
    if (m->cut || !mw_same(p, n, "nil"))
        return mw_imap_value(m, MW_EV_ATTR, p, n, IMAP_AT_ITEM);
    body_event(m, n, IMAP_AT_ITEM);
    m->s.ev.data = "NIL";
    m->s.ev.len = 3;
    return MW_OK;
}

static int data_event(struct imap *m, size_t n, int next)
{
    m->r.name = NULL;
    return mw_imap_give(m, MW_EV_DATA, n, next);
}

static int read_literal(struct imap *m, size_t n)
{
    if (n > m->lex.left)
        n = (size_t)m->lex.left;
    m->lex.left -= n;
    return data_event(m, n, m->lex.left ? IMAP_AT_LITERAL : IMAP_AT_ITEM);
}

/* Whether a byte has a meaning of its own in a quoted string. */
static int is_special(char c)
{
    return c == '"' || c == '\\' || c == '\n';
}

static int read_quoted(struct imap *m, const char *p, size_t n)
{
    size_t i = *p == '\\'; /* what is escaped stands for itself */

    if (i == n)
        return MW_WANT_READ;
    if (p[i] == '\n')
        return MW_E_PROTOCOL;
    if (*p == '"')
        return mw_imap_take(m, 1, IMAP_AT_ITEM);
    if (i)
        mw_input_drop(&m->s, 1);
    p += i;
    n -= i;
    while (i < n && !is_special(p[i]))
        i++;
    return data_event(m, i, IMAP_AT_QUOTED);
}

int mw_imap_fetch_read(struct imap *m, char *p, size_t n)
{
    switch (m->s.step) {
    case IMAP_AT_LIST:
        return read_list(m, p);
    case IMAP_AT_ITEM:
        return read_item(m, p, n);
    case IMAP_AT_VALUE:
        return read_value(m, p, n);
    case IMAP_AT_BODY:
        return read_body(m, p, n);
    case IMAP_AT_LITERAL:
        return read_literal(m, n);
    default:
        return read_quoted(m, p, n);
    }
}

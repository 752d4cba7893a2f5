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
static const char names[] = "FLAGS\0UID\0RFC822.SIZE\0INTERNALDATE\0ENVELOPE\0BODYSTRUCTURE\0RFC822\0"
                            "MODSEQ\0BODY\0RFC822.TEXT\0RFC822.HEADER\0BINARY\0";
#define NAME_BODY 8
#define NAME_BINARY 11

int mw_imap_fetch_begin(struct imap *m)
{
    m->id = mw_imap_fetch_id(m);
    if (m->id)
        m->s.has |= IMAP_HAS_LISTING;
    return MW_AGAIN;
}

static int message_event(struct imap *m, int type)
{
    mw_session *s = &m->s;

    s->has |= IMAP_HAS_MSG | IMAP_HAS_TOLD;
    mw_event_set(s, type, m->id, "", 0);
    s->ev.num = m->number;
    s->ev.uid = m->uid;
    return MW_OK;
}

static int read_list(struct imap *m, const char *p)
{
    return *p == '(' ? mw_imap_take(m, 1, 0, IMAP_AT_ITEM) : mw_imap_pass(m);
}

/* What item the name stands for; 0: not known. Its name is in m->name, or NULL. */
static int look_up(struct imap *m, const char *p, size_t n)
{
    const char *bracket = memchr(p, '[', n);
    unsigned place;

    m->name = mw_imap_find(names, p, bracket ? (size_t)(bracket - p) : n, &place);
    if (bracket && m->name && (place == NAME_BODY || place == NAME_BINARY)) {
        m->name = NULL; /* as the server wrote it */
        return MW_ITEM_BODY;
    }
    if (bracket || !m->name || place == NAME_BINARY) {
        m->name = NULL;
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
    int next = m->item == MW_ITEM_BODY ? IMAP_AT_BODY : IMAP_AT_VALUE;

    if (m->name || (s->has & IMAP_HAS_CUT) || p[n] != ' ')
        return mw_imap_take(m, n, MW_LEX_NAME, next);
    p[n] = 0;
    s->held = (uint32_t)n + 1;
    s->scan = 0;
    m->at = (uint8_t)next;
    return MW_AGAIN;
}

static int read_item(struct imap *m, char *p, size_t n)
{
    int has_msg = m->s.has & IMAP_HAS_MSG;

    if (n == 0 && (*p == '\r' || *p == '\n'))
        return MW_E_PROTOCOL;
    if (n == 0 && *p == ')' && has_msg) {
        mw_imap_take(m, 1, 0, IMAP_AT_END);
        return message_event(m, MW_EV_MSG_END);
    }
    m->item = (uint8_t)look_up(m, p, n);
    if (m->item != MW_ITEM_UID && !has_msg)
        return message_event(m, MW_EV_MSG);
    if (++m->s.lines == ITEMS_MAX)
        return MW_E_FLOOD;
    return leave_name(m, p, n);
}

/* --- values --- */

/* What the value of the item at hand begins with: a parenthesis, a quote, a digit; 0: anything;
   ')': nothing is right. */
static int form(const struct imap *m)
{
    switch (m->item) {
    case 0:
        return 0;
    case MW_ITEM_DATE:
        return '"';
    case MW_ITEM_FLAGS:
    case MW_ITEM_ENVELOPE:
    case MW_ITEM_STRUCTURE:
    case MW_ITEM_MODSEQ:
    case MW_ITEM_PERMANENTFLAGS:
        return '(';
    case MW_ITEM_UID:
    case MW_ITEM_BODY:
        return ')';
    default:
        return '0';
    }
}

int mw_imap_value(struct imap *m, int type, const char *p, size_t n, int next)
{
    mw_session *s = &m->s;
    int first = form(m), is_cut = s->has & IMAP_HAS_CUT, good;
    uint64_t number = 0;
    int is_number = !is_cut && n && mw_number(p, n, &number) == n;

    if (first == '0')
        good = is_number;
    else if (first == 0)
        good = n > 0;
    else /* ends as it begins; ')' is behind '(' */
        good = n > 1 && *p == first && (is_cut || p[n - 1] == first + (first == '('));
    good = good || (type == MW_EV_ATTR && mw_same(p, n, "nil"));
    mw_imap_give(m, type, n, type == MW_EV_ATTR ? 0 : MW_LEX_CODE, next);
    s->ev.num = good && is_number ? number : 0;
    s->ev.flags |= good ? 0 : MW_EVF_DAMAGED;
    return MW_OK;
}

/* The UID goes with all events of the message. One that is none, or a second one, is damage. */
static int read_uid(struct imap *m, const char *p, size_t n)
{
    int had_msg = m->s.has & IMAP_HAS_MSG;
    uint64_t uid = 0;
    int good = !(m->s.has & IMAP_HAS_CUT) && mw_number(p, n, &uid) == n && uid &&
               (m->uid == 0 || m->uid == uid);

    if (good) {
        m->uid = uid;
        mw_imap_take(m, n, 0, IMAP_AT_ITEM);
    }
    if (!had_msg)
        return message_event(m, MW_EV_MSG);
    return good ? MW_AGAIN : mw_imap_value(m, MW_EV_ATTR, p, n, IMAP_AT_ITEM);
}

static int read_value(struct imap *m, const char *p, size_t n)
{
    return m->item == MW_ITEM_UID ? read_uid(m, p, n)
                                  : mw_imap_value(m, MW_EV_ATTR, p, n, IMAP_AT_ITEM);
}

/* --- bodies --- */

/* BODY, behind `head` bytes in front of its own. */
static int body_event(struct imap *m, size_t head, int next)
{
    mw_imap_take(m, head, 0, next);
    return mw_imap_give(m, MW_EV_BODY, 0, 0, next);
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
    if ((m->s.has & IMAP_HAS_CUT) || !mw_same(p, n, "nil"))
        return mw_imap_value(m, MW_EV_ATTR, p, n, IMAP_AT_ITEM);
    body_event(m, n, IMAP_AT_ITEM);
    m->s.ev.data = "NIL";
    m->s.ev.len = 3;
    return MW_OK;
}

static int data_event(struct imap *m, size_t n, int next)
{
    m->name = "";
    return mw_imap_give(m, MW_EV_DATA, n, 0, next);
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
        return mw_imap_take(m, 1, 0, IMAP_AT_ITEM);
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
    switch (m->at) {
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

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

static int read_list(struct imap *m)
{
    char *p;
    int rc = mw_imap_peek(m, &p);

    if (rc != MW_OK)
        return rc;
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

static int read_item(struct imap *m)
{
    size_t n;
    char *p;
    int rc = mw_imap_peek(m, &p);

    if (rc != MW_OK)
        return rc;
    if (*p == '\r' || *p == '\n')
        return MW_E_PROTOCOL;
    if (*p == ')') {
        if (!(m->s.has & IMAP_HAS_MSG))
            return message_event(m, MW_EV_MSG);
        mw_imap_take(m, 1, 0, IMAP_AT_END);
        return message_event(m, MW_EV_MSG_END);
    }
    rc = mw_imap_element(m, MW_LEX_NAME, &p, &n);
    if (rc != MW_OK)
        return rc;
    m->item = (uint8_t)look_up(m, p, n);
    if (m->item != MW_ITEM_UID && !(m->s.has & IMAP_HAS_MSG))
        return message_event(m, MW_EV_MSG);
    if (++m->s.lines == ITEMS_MAX)
        return MW_E_FLOOD;
    return leave_name(m, p, n);
}

/* Whether the n bytes can be the value of the item at hand. */
static int is_value(const struct imap *m, const char *p, size_t n)
{
    char last;

    if (n == 0)
        return 0;
    last = m->s.has & IMAP_HAS_CUT ? 0 : p[n - 1];
    if (mw_same(p, n, "nil"))
        return 1;
    switch (m->item) {
    case MW_ITEM_DATE:
        return *p == '"' && n > 1 && (!last || last == '"');
    case MW_ITEM_FLAGS:
    case MW_ITEM_ENVELOPE:
    case MW_ITEM_STRUCTURE:
    case MW_ITEM_MODSEQ:
        return *p == '(' && (!last || last == ')');
    default:
        return m->item == 0;
    }
}

static int value_event(struct imap *m, const char *p, size_t n)
{
    mw_session *s = &m->s;
    uint64_t number = 0;
    int is_number = !(s->has & IMAP_HAS_CUT) && n && mw_number(p, n, &number) == n;
    int good = m->item == MW_ITEM_SIZE || m->item == 0 ? is_number : 0;

    good = good || is_value(m, p, n);
    mw_imap_give(m, MW_EV_ATTR, n, 0, IMAP_AT_ITEM);
    s->ev.num = good && is_number ? number : 0;
    s->ev.flags |= good ? 0 : MW_EVF_DAMAGED;
    return MW_OK;
}

/* The UID goes with all events of the message. One that is none, or a second one, is damage. */
static int uid_value(struct imap *m, const char *p, size_t n)
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
    return good ? MW_AGAIN : value_event(m, p, n);
}

static int read_value(struct imap *m)
{
    size_t n;
    char *p;
    int rc = mw_imap_peek(m, &p);

    if (rc == MW_OK)
        rc = mw_imap_element(m, 0, &p, &n);
    if (rc != MW_OK)
        return rc;
    return m->item == MW_ITEM_UID ? uid_value(m, p, n) : value_event(m, p, n);
}

/* --- bodies --- */

/* BODY, behind `head` bytes in front of its own. */
static int body_event(struct imap *m, size_t head, int next)
{
    mw_imap_take(m, head, 0, next);
    return mw_imap_give(m, MW_EV_BODY, 0, 0, next);
}

static int read_body(struct imap *m)
{
    size_t n;
    char *p;
    int rc = mw_imap_peek(m, &p);

    if (rc != MW_OK)
        return rc;
    if (*p == '"')
        return body_event(m, 1, IMAP_AT_QUOTED);
    rc = mw_imap_element(m, MW_LEX_BODY, &p, &n);
    if (rc == MW_LEX_LITERAL) {
        body_event(m, n, IMAP_AT_LITERAL);
        m->s.ev.num = m->lex.left;
        return MW_OK;
    }
    if (rc != MW_OK)
        return rc;
    if ((m->s.has & IMAP_HAS_CUT) || !mw_same(p, n, "nil"))
        return value_event(m, p, n);
    body_event(m, n, IMAP_AT_ITEM);
    m->s.ev.data = "NIL";
    m->s.ev.len = 3;
    return MW_OK;
}

static int data_event(struct imap *m, size_t n, int next)
{
    mw_imap_give(m, MW_EV_DATA, n, 0, next);
    m->s.ev.name = "";
    return MW_OK;
}

static int read_literal(struct imap *m)
{
    size_t n;

    if (m->lex.left == 0) {
        m->at = IMAP_AT_ITEM;
        return MW_AGAIN;
    }
    mw_imap_rest(&m->s, &n);
    if (n == 0)
        return MW_WANT_READ;
    if (n > m->lex.left)
        n = (size_t)m->lex.left;
    m->lex.left -= n;
    return data_event(m, n, IMAP_AT_LITERAL);
}

/* Whether a byte has a meaning of its own in a quoted string. */
static int is_special(char c)
{
    return c == '"' || c == '\\' || c == '\n';
}

static int read_quoted(struct imap *m)
{
    size_t n, i = 0;
    char *p = mw_imap_rest(&m->s, &n);
    int escaped = n && *p == '\\';

    if (n == 0 || (escaped && n == 1))
        return MW_WANT_READ;
    if (*p == '"')
        return mw_imap_take(m, 1, 0, IMAP_AT_ITEM);
    if (p[escaped] == '\n')
        return MW_E_PROTOCOL;
    if (escaped) {
        mw_input_drop(&m->s, 1);
        p++;
        n--;
        i = 1;
    }
    while (i < n && !is_special(p[i]))
        i++;
    return data_event(m, i, IMAP_AT_QUOTED);
}

int mw_imap_fetch_read(struct imap *m)
{
    switch (m->at) {
    case IMAP_AT_LIST:
        return read_list(m);
    case IMAP_AT_ITEM:
        return read_item(m);
    case IMAP_AT_VALUE:
        return read_value(m);
    case IMAP_AT_BODY:
        return read_body(m);
    case IMAP_AT_LITERAL:
        return read_literal(m);
    default:
        return read_quoted(m);
    }
}

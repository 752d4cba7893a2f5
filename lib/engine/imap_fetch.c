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

/* Up to BINARY.SIZE in the order of MW_ITEM_FLAGS ...; RFC822 is a body. */
static const char names[] =
    "FLAGS\0UID\0RFC822.SIZE\0INTERNALDATE\0ENVELOPE\0BODYSTRUCTURE\0RFC822\0MODSEQ\0PREVIEW\0"
    "SAVEDATE\0EMAILID\0THREADID\0X-GM-MSGID\0X-GM-THRID\0X-GM-LABELS\0BINARY.SIZE\0BODY\0BINARY\0"
    "RFC822.TEXT\0RFC822.HEADER\0";
#define NAME_RFC822 6
#define NAME_BINARY_SIZE 15
#define NAME_BODY 16
#define NAME_BINARY 17

/* imap_response.sizes */
#define HAS_SIZE 1
#define HAS_BYTES 2
#define IS_WHOLE 4

static int message_event(struct imap *m, int type)
{
    mw_session *s = &m->s;

    m->r.opened = 1;
    m->r.told = IMAP_TOLD_DATA;
    mw_event_set(s, type, m->r.id);
    s->ev.num = m->r.number;
    s->ev.uid = m->r.uid;
    s->ev.flags = m->r.flags;
    m->r.flags = 0;
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

    m->r.sizes &= (uint8_t)~IS_WHOLE;
    m->r.name = mw_imap_find(names, p, bracket ? (size_t)(bracket - p) : n, &place);
    if (m->r.name && (place == NAME_RFC822 || (place == NAME_BODY && bracket == p + n - 2)))
        m->r.sizes |= IS_WHOLE;
    if (bracket || place == NAME_BINARY)
        m->r.name = NULL; /* as the server wrote it */
    if (bracket)
        return place == NAME_BODY || place == NAME_BINARY ? MW_ITEM_BODY
               : place == NAME_BINARY_SIZE                ? MW_ITEM_BINARY_SIZE
                                                          : 0;
    if (!m->r.name)
        return 0;
    if (place == NAME_BODY)
        return MW_ITEM_STRUCTURE;
    return place < NAME_BODY ? (int)place + MW_ITEM_FLAGS : MW_ITEM_BODY;
}

/* The name of n bytes is behind us. One that is not ours is kept for the event. */
static int leave_name(struct imap *m, char *p, size_t n)
{
    int next = m->r.item == MW_ITEM_BODY ? IMAP_AT_BODY : IMAP_AT_VALUE;

    return m->r.name ? mw_imap_take(m, n, next) : mw_imap_hold(m, p, n, next);
}

static int message_end(struct imap *m)
{
    unsigned known = HAS_SIZE | HAS_BYTES;

    mw_imap_take(m, 1, IMAP_AT_END);
    if ((m->r.sizes & known) == known && m->r.size != m->r.bytes)
        m->r.flags = MW_EVF_DOUBTFUL;
    return message_event(m, MW_EV_MSG_END);
}

/* A parenthesis where an item's name is due. */
static int read_paren(struct imap *m, int c)
{
    if (c == '(' && m->r.parens < UINT8_MAX) {
        m->r.parens++;
        mw_imap_take(m, 1, IMAP_AT_ITEM);
        return mw_imap_tolerate(m, MW_IMAP_QUIRK_PARENS);
    }
    if (c == ')' && m->r.parens) {
        m->r.parens--;
        return mw_imap_take(m, 1, IMAP_AT_ITEM);
    }
    if (c == ')' && m->r.opened)
        return message_end(m);
    if (c == ')' && mw_imap_tolerate(m, MW_IMAP_QUIRK_EMPTY_FETCH) == MW_AGAIN)
        return message_event(m, MW_EV_MSG);
    return MW_E_PROTOCOL;
}

static int read_item(struct imap *m, char *p, size_t n)
{
    int has_msg = m->r.opened;

    if (n == 0 && *p != '"' && *p != '{')
        return read_paren(m, *p);
    m->r.item = (uint8_t)look_up(m, p, n);
    if (m->r.item != MW_ITEM_UID && !has_msg)
        return message_event(m, MW_EV_MSG);
    if (++m->s.lines == ITEMS_MAX)
        return MW_E_FLOOD;
    return leave_name(m, p, n);
}

/* --- values --- */

/* What the values of MW_ITEM_FLAGS ... begin with: a parenthesis, a quote, a digit; ')': none is
   right; a space: anything. */
static const char forms[] = " ()0\"(()( \"((00(0";

static int form(const struct imap *m)
{
    unsigned item = m->r.item;

    if (item < sizeof forms - 1)
        return forms[item];
    if (item == MW_ITEM_PERMANENTFLAGS)
        return '(';
    return item <= MW_ITEM_UNSEEN || item == MW_ITEM_HIGHESTMODSEQ ? '0' : ' ';
}

/* Whether p[0 .. n) is as it should be. *number: its number, or that in its parentheses. */
static int is_good(struct imap *m, const char *p, size_t n, uint64_t *number)
{
    int first = form(m), in = n > 1 && *p == '(';
    size_t digits = n - 2u * (unsigned)in;
    int is_number = !m->cut && digits && mw_number(p + in, digits, number) == digits;

    if (!is_number)
        *number = 0;
    if (first == '0')
        return is_number;
    /* ends as it begins; ')' is behind '(' */
    return first == ' ' ||
           (n > 1 && *p == first && (m->cut || p[n - 1] == first + (first == '(')));
}

int mw_imap_value(struct imap *m, int type, const char *p, size_t n, int next)
{
    mw_session *s = &m->s;
    uint64_t number = 0;
    int good = is_good(m, p, n, &number), is_msg = type == MW_EV_ATTR;

    if (is_msg)
        good = (good && n) || mw_same(p, n, "nil");
    if (!good && mw_imap_tolerate(m, MW_IMAP_QUIRK_VALUE) != MW_AGAIN)
        return MW_E_PROTOCOL;
    if (good && is_msg && m->r.item == MW_ITEM_SIZE) {
        m->r.size = (uint32_t)number;
        m->r.sizes |= HAS_SIZE;
    }
    mw_imap_give(m, type, n, next);
    s->ev.num = good ? number : 0;
    s->ev.flags |= good ? 0 : MW_EVF_DAMAGED;
    if (good && number == 0 && m->r.item >= MW_ITEM_UIDVALIDITY && m->r.item <= MW_ITEM_UNSEEN) {
        s->ev.flags |= MW_EVF_DOUBTFUL;
        return mw_imap_tolerate(m, MW_IMAP_QUIRK_ZERO) == MW_AGAIN ? MW_OK : MW_E_PROTOCOL;
    }
    return MW_OK;
}

/* The UID goes with all events of the message. One that is none is damage. Another one than before
   is another message's: a literal was longer than the server said. */
static int read_uid(struct imap *m, const char *p, size_t n)
{
    int had_msg = m->r.opened;
    uint32_t uid;
    int good = !m->cut && mw_imap_number(p, n, &uid) == n && n && uid;

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
    m->r.behind = !m->lex.left;
    if (m->r.sizes & IS_WHOLE) {
        m->r.bytes = (uint32_t)m->lex.left;
        m->r.sizes |= HAS_BYTES;
    }
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
    m->r.behind = !m->lex.left;
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

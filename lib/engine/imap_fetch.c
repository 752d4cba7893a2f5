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
    "FLAGS\0UID\0RFC822.SIZE\0INTERNALDATE\0ENVELOPE\0BODYSTRUCTURE\0RFC822\0MODSEQ\0"
#if IMAP_RARE
    "PREVIEW\0SAVEDATE\0EMAILID\0THREADID\0X-GM-MSGID\0X-GM-THRID\0X-GM-LABELS\0"
#endif
    "BINARY.SIZE[\0BODY\0BODY[\0BINARY[\0RFC822.TEXT\0RFC822.HEADER\0";
#define NAME_RFC822 7
#define NAME_BINARY_SIZE (IMAP_RARE ? 16 : 9)
#define NAME_BODY (NAME_BINARY_SIZE + 1) /* without a section, it is a structure */
#define NAME_BODY_SECTION (NAME_BODY + 1)

/* imap_reader.sizes */
#define HAS_SIZE 1
#define HAS_BYTES 2
#define IS_WHOLE 4

static int message_event(struct imap_reader *r, int type)
{
    mw_session *s = &r->m->s;

    mw_event_set(s, type, r->id);
    s->ev.num = r->number;
    s->ev.uid = r->uid;
    s->ev.flags = r->flags;
    r->flags = 0;
    r->opened = r->told = IMAP_TOLD_DATA;
    return MW_OK;
}

static int read_list(struct imap_reader *r, const char *p)
{
    return *p == '(' ? mw_imap_take(r, 1, IMAP_AT_ITEM) : mw_imap_pass(r);
}

/* What item the name stands for; 0: not known. Its name is in r->name, or NULL. */
static unsigned look_up(struct imap_reader *r, const char *p, size_t n)
{
    const char *bracket = memchr(p, '[', n);
    unsigned name = mw_imap_find(names, p, bracket ? (size_t)(bracket + 1 - p) : n, &r->name);

    r->sizes &= (uint8_t)~IS_WHOLE;
    if (name == NAME_RFC822 || (name == NAME_BODY_SECTION && bracket == p + n - 2))
        r->sizes |= IS_WHOLE;
    if (bracket)
        r->name = NULL; /* as the server wrote it */
    if (name < NAME_BINARY_SIZE)
        return name;
    if (name > NAME_BODY)
        return MW_ITEM_BODY;
    return name == NAME_BODY ? MW_ITEM_STRUCTURE : MW_ITEM_BINARY_SIZE;
}

static int message_end(struct imap_reader *r)
{
    unsigned known = HAS_SIZE | HAS_BYTES;

    mw_imap_take(r, 1, IMAP_AT_END);
    if ((r->sizes & known) == known && r->size != r->bytes)
        r->flags = MW_EVF_DOUBTFUL;
    return message_event(r, MW_EV_MSG_END);
}

/* A parenthesis where an item's name is due. */
static int read_paren(struct imap_reader *r, int c)
{
    if (c == '(' && r->parens < UINT8_MAX) {
        r->parens++;
        mw_imap_take(r, 1, IMAP_AT_ITEM);
        return mw_imap_tolerate(r->m, MW_IMAP_QUIRK_PARENS);
    }
    if (c != ')')
        return MW_E_PROTOCOL;
    if (r->parens) {
        r->parens--;
        return mw_imap_take(r, 1, IMAP_AT_ITEM);
    }
    if (r->opened)
        return message_end(r);
    if (mw_imap_tolerate(r->m, MW_IMAP_QUIRK_EMPTY_FETCH) != MW_AGAIN)
        return MW_E_PROTOCOL;
    return message_event(r, MW_EV_MSG);
}

/* An item's name. One that is not ours is kept for the event. */
static int read_item(struct imap_reader *r, char *p, size_t n)
{
    int next;

    if (n == 0 && *p != '"' && *p != '{')
        return read_paren(r, *p);
    r->item = (uint8_t)look_up(r, p, n);
    if (r->item != MW_ITEM_UID && !r->opened)
        return message_event(r, MW_EV_MSG);
    if (++r->m->s.lines == ITEMS_MAX)
        return MW_E_FLOOD;
    next = r->item == MW_ITEM_BODY ? IMAP_AT_BODY : IMAP_AT_VALUE;
    return r->name ? mw_imap_take(r, n, next) : mw_imap_hold(r, p, n, next);
}

/* --- values --- */

/* What the values of items from 0 begin with: a parenthesis, a quote, a digit; ')': none is right;
   a space, as of all others: anything. */
static const char forms[] = " ()0\"(()( \"((00(0      000(    0";

/* Whether p[0 .. n) is as it should be. *number: its number, or that in its parentheses, or 0. */
static int is_good(struct imap_reader *r, const char *p, size_t n, uint64_t *number)
{
    int first = r->item < sizeof forms - 1 ? forms[r->item] : ' ', in = n > 1 && *p == '(';
    size_t digits = n - 2u * (unsigned)in;
    int is_number = !r->cut && digits && mw_number(p + in, digits, number) == digits;

    if (!is_number)
        *number = 0;
    if (first == '0')
        return is_number;
    /* ends as it begins; ')' is behind '(' */
    return first == ' ' ||
           (n > 1 && *p == first && (r->cut || p[n - 1] == first + (first == '(')));
}

int mw_imap_value(struct imap_reader *r, const char *p, size_t n, int next)
{
    mw_session *s = &r->m->s;
    uint64_t number;
    int type = next == IMAP_AT_ITEM ? MW_EV_ATTR : MW_EV_MAILBOX, good = is_good(r, p, n, &number);
    unsigned quirk = MW_IMAP_QUIRK_VALUE, flag = MW_EVF_DAMAGED;

    if (type == MW_EV_ATTR)
        good = (good && n) || mw_same(p, n, "nil");
    if (!good) {
        number = 0;
    } else if (r->item == MW_ITEM_SIZE) {
        r->size = (uint32_t)number;
        r->sizes |= HAS_SIZE;
    }
    mw_imap_give(r, type, n, next);
    s->ev.num = number;
    if (good) {
        if (number || r->item < MW_ITEM_UIDVALIDITY || r->item > MW_ITEM_UNSEEN)
            return MW_OK;
        quirk = MW_IMAP_QUIRK_ZERO;
        flag = MW_EVF_DOUBTFUL;
    }
    s->ev.flags |= flag;
    return mw_quirk_allowed(s, quirk) ? MW_OK : MW_E_PROTOCOL;
}

/* The UID goes with all events of the message. One that is none is damage. Another one than before
   is another message's: a literal was longer than the server said. */
static int read_uid(struct imap_reader *r, const char *p, size_t n)
{
    int had_msg = r->opened;
    uint32_t uid;
    int good = !r->cut && mw_imap_number(p, n, &uid) == n && uid;

    if (good) {
        if (r->uid && r->uid != uid)
            return MW_E_PROTOCOL;
        r->uid = uid;
        mw_imap_take(r, n, IMAP_AT_ITEM);
    }
    if (!had_msg)
        return message_event(r, MW_EV_MSG);
    return good ? MW_AGAIN : mw_imap_value(r, p, n, IMAP_AT_ITEM);
}

static int read_value(struct imap_reader *r, const char *p, size_t n)
{
    return r->item == MW_ITEM_UID ? read_uid(r, p, n) : mw_imap_value(r, p, n, IMAP_AT_ITEM);
}

/* --- bodies --- */

/* BODY, behind `head` bytes in front of its own. */
static int body_event(struct imap_reader *r, size_t head, int next)
{
    mw_imap_take(r, head, next);
    return mw_imap_give(r, MW_EV_BODY, 0, next);
}

/* What follows a literal, as far as it is known by now. */
static int literal_next(struct imap_reader *r)
{
    r->behind = !r->lex.left;
    return r->behind ? IMAP_AT_ITEM : IMAP_AT_LITERAL;
}

int mw_imap_literal(struct imap_reader *r, size_t n)
{
    body_event(r, n, literal_next(r));
    r->m->s.ev.num = r->lex.left;
    if (r->sizes & IS_WHOLE) {
        r->bytes = (uint32_t)r->lex.left;
        r->sizes |= HAS_BYTES;
    }
    return MW_OK;
}

static int read_body(struct imap_reader *r, const char *p, size_t n)
{
    mw_session *s = &r->m->s;

    if (n == 0 && *p == '"')
        return body_event(r, 1, IMAP_AT_QUOTED);
    if (r->cut || !mw_same(p, n, "nil"))
        return mw_imap_value(r, p, n, IMAP_AT_ITEM);
    body_event(r, n, IMAP_AT_ITEM);
    s->ev.data = "NIL";
    s->ev.len = 3;
    return MW_OK;
}

static int data_event(struct imap_reader *r, size_t n, int next)
{
    r->name = NULL;
    return mw_imap_give(r, MW_EV_DATA, n, next);
}

static int read_literal(struct imap_reader *r, size_t n)
{
    if (n > r->lex.left)
        n = (size_t)r->lex.left;
    r->lex.left -= n;
    return data_event(r, n, literal_next(r));
}

/* Whether a byte has a meaning of its own in a quoted string. */
static int is_special(char c)
{
    return c == '"' || c == '\\' || c == '\n';
}

static int read_quoted(struct imap_reader *r, const char *p, size_t n)
{
    size_t i = *p == '\\'; /* what is escaped stands for itself */

    if (i == n)
        return MW_WANT_READ;
    if (p[i] == '\n')
        return MW_E_PROTOCOL;
    if (*p == '"')
        return mw_imap_take(r, 1, IMAP_AT_ITEM);
    if (i)
        mw_input_drop(&r->m->s, 1);
    p += i;
    n -= i;
    while (i < n && !is_special(p[i]))
        i++;
    return data_event(r, i, IMAP_AT_QUOTED);
}

int mw_imap_fetch_read(struct imap_reader *r, char *p, size_t n)
{
    switch (r->m->s.step) {
    case IMAP_AT_LIST:
        return read_list(r, p);
    case IMAP_AT_ITEM:
        return read_item(r, p, n);
    case IMAP_AT_VALUE:
        return read_value(r, p, n);
    case IMAP_AT_BODY:
        return read_body(r, p, n);
    case IMAP_AT_LITERAL:
        return read_literal(r, n);
    default:
        return read_quoted(r, p, n);
    }
}

/* SPDX-License-Identifier: MIT */
#include "engine/imap_line.h"
#include "base/ascii.h"
#include "wire/imap_args.h"

#include <stdarg.h>
#include <string.h>

/* Without its literals; one server or the other refuses longer ones (RFC 7162 4). */
#define LINE_MAX_BYTES 8000u

/* RFC 7888 5: the longest literal of LITERAL- that need not wait. */
#define LITERAL_MINUS_MAX 4096u

void mw_imap_wrong(struct imap_line *l, int code)
{
    if (l->rc == MW_OK)
        l->rc = code;
}

void mw_imap_need(struct imap_line *l, unsigned cap)
{
    if (!mw_imap_offers(l->m, cap))
        mw_imap_wrong(l, MW_E_NOT_OFFERED);
}

void mw_imap_line(struct imap_line *l, mw_session *s)
{
    memset(l, 0, sizeof *l);
    l->m = imap_of(s);
    l->rc = mw_submit_check(s, 1);
    mw_imap_begin(l->m, &l->t);
}

/* --- arguments --- */

int mw_imap_takes_utf8(const struct imap *m)
{
    return (m->enabled & (MW_IMAP_ON_UTF8 | MW_IMAP_ON_REV2)) != 0;
}

int mw_imap_put_header(const struct imap *m, struct mw_text *t, uint64_t n)
{
    int waits = !(m->s.caps & MW_IMAP_CAP_LITERAL_PLUS) &&
                (n > LITERAL_MINUS_MAX || !mw_imap_offers(m, IMAP_CAP(LITERAL_MINUS)));

    mw_text_byte(t, '{');
    mw_text_number(t, n);
    mw_text_string(t, &"+}\r\n"[waits]);
    return waits;
}

/* The length of the piece that began last is known. */
static void end_piece(struct imap_line *l, size_t more)
{
    uint32_t n = (uint32_t)(l->t.len + more - l->piece);

    if (l->piece && l->t.len <= l->t.cap)
        memcpy(l->t.p + l->piece - sizeof n, &n, sizeof n);
}

void mw_imap_put_pause(struct imap_line *l)
{
    end_piece(l, 0);
    if (!l->head)
        l->head = (uint32_t)l->t.len;
    l->t.len += sizeof(uint32_t);
    l->literals += sizeof(uint32_t);
    l->piece = (uint32_t)l->t.len;
}

void mw_imap_put_literal(struct imap_line *l, size_t n)
{
    if (mw_imap_put_header(l->m, &l->t, n))
        mw_imap_put_pause(l);
    l->literals += (uint32_t)n;
}

void mw_imap_put_string(struct imap_line *l, const char *p, size_t n)
{
    int quoting = mw_imap_quoting(p, n, mw_imap_takes_utf8(l->m));

    if (quoting == MW_QUOTED) {
        mw_imap_quote(&l->t, p, n);
        return;
    }
    if (quoting != MW_LITERAL) /* a NUL: literal8 */
        mw_text_byte(&l->t, '~');
    mw_imap_put_literal(l, n);
    mw_text_bytes(&l->t, p, n);
}

#define NAME_NOT_PLAIN 1 /* how it is written depends on what is enabled */
#define NAME_TWO_LINES 2

static int name_is(const char *name)
{
    int is = 0;

    for (; *name; name++) {
        if (*name == '&' || (unsigned char)*name > 127)
            is |= NAME_NOT_PLAIN;
        if (*name == '\r' || *name == '\n')
            is |= NAME_TWO_LINES;
    }
    return is;
}

/* Until ENABLE is answered nobody knows how a name that is not plain has to be written. */
static void put_mailbox(struct imap_line *l, const char *name)
{
    int is = name_is(name), raw = l->m->s.config & MW_FLAG_RAW_NAMES;

    if (!raw && (is & NAME_NOT_PLAIN) && (l->m->asked & (MW_IMAP_ON_UTF8 | MW_IMAP_ON_REV2)))
        mw_imap_wrong(l, MW_WANT_WRITE);
    if ((is & NAME_TWO_LINES) ||
        (!raw && !mw_imap_mailbox(&l->t, name, mw_imap_takes_utf8(l->m))))
        mw_imap_wrong(l, MW_E_ARG);
    else if (raw)
        mw_imap_put_string(l, name, strlen(name));
}

/* Words that go out as they are: nothing in them can begin a literal, end the line, or leave the
   parentheses or the quotes that they stand in. */
static int is_words(const char *p)
{
    const char *start = p;
    int depth = 0, quoted = 0;

    for (; *p; p++) {
        if (*p < ' ' || *p > '~' || *p == '{')
            return 0;
        if (*p == '"')
            quoted = !quoted;
        else if (quoted && *p == '\\' && *++p != '"' && *p != '\\')
            return 0;
        else if (quoted)
            continue;
        else if (*p == '(')
            depth++;
        else if (*p == ')' && --depth < 0)
            return 0;
    }
    return p != start && !quoted && !depth;
}

/* A set of numbers, or "$" for the result of the last search. */
static int is_set(struct imap_line *l, const char *p)
{
    if (*p != '$' || p[1])
        return mw_imap_is_set(p);
    mw_imap_need(l, IMAP_CAP(SEARCHRES));
    return 1;
}

static void put_argument(struct imap_line *l, int how, const char *p)
{
    if (!p || (how == 'w' && !is_words(p)) || (how == 'u' && !is_set(l, p)))
        mw_imap_wrong(l, MW_E_ARG);
    else if (how == 'm')
        put_mailbox(l, p);
    else if (how == 's')
        mw_imap_put_string(l, p, strlen(p));
    else
        mw_text_string(&l->t, p);
}

static void put_all(struct imap_line *l, const char *format, va_list *list)
{
    for (; *format; format++) {
        if (*format != '%')
            mw_text_byte(&l->t, *format);
        else if (*++format == 'd')
            mw_text_number(&l->t, va_arg(*list, uint64_t));
        else
            put_argument(l, *format, va_arg(*list, const char *));
    }
}

void mw_imap_put(struct imap_line *l, const char *format, ...)
{
    va_list list;

    va_start(list, format);
    put_all(l, format, &list);
    va_end(list);
}

void mw_imap_put_words(struct imap_line *l, const struct imap_words *w, uint32_t bits)
{
    const char *word = w->words;
    const uint8_t *cap = w->caps;

    if (bits >> w->count) {
        mw_imap_wrong(l, MW_E_ARG);
        return;
    }
    for (; bits; bits >>= 1, word += strlen(word) + 1, cap++)
        if (bits & 1) {
            mw_imap_need(l, *cap);
            mw_text_string(&l->t, word);
            if (*word)
                mw_text_byte(&l->t, ' ');
        }
}

void mw_imap_put_close(struct imap_line *l)
{
    l->t.len--;
    mw_text_byte(&l->t, ')');
}

void mw_imap_options(void *to, size_t cap, const void *from)
{
    const uint32_t *size = from;

    memset(to, 0, cap);
    if (size)
        memcpy(to, from, *size < cap ? *size : cap);
}

/* --- submitting --- */

int mw_imap_queue(struct imap_line *l, int kind, unsigned flags)
{
    struct imap *m = l->m;
    size_t end = flags & MW_CMD_OPEN ? 0 : 2; /* CRLF */

    end_piece(l, end);
    if (l->t.len + end - l->literals > LINE_MAX_BYTES || l->head > MW_HEAD_BYTES)
        mw_imap_wrong(l, MW_E_TOO_LONG);
    if (IMAP_RARE && (flags & IMAP_CMD_NUMBERS) && (m->enabled & MW_IMAP_ON_UIDONLY))
        mw_imap_wrong(l, MW_E_USAGE);
    if (l->head)
        flags |= MW_CMD_LAST;
    if ((flags & IMAP_CMD_NUMBERS) && m->s.queue_count && !m->keeps_numbers)
        flags |= MW_CMD_HOLD;
    if (l->rc == MW_OK)
        l->rc = mw_imap_end(m, &l->t, kind, flags & UINT8_MAX);
    if (l->rc != MW_OK)
        return l->rc;
    mw_queue_newest(&m->s)->head = (uint16_t)(l->head | (flags & IMAP_EXPECTS));
    m->keeps_numbers = (flags & IMAP_CMD_KEEPS) != 0;
    return MW_OK;
}

int mw_imap_submit(struct imap_line *l, int kind, unsigned flags)
{
    int rc = mw_imap_queue(l, kind, flags);

    return rc == MW_OK ? mw_id_new(&l->m->s) : rc;
}

int mw_imap_command(mw_session *s, unsigned what, const char *format, ...)
{
    struct imap_line l;
    va_list list;

    mw_imap_line(&l, s);
    mw_imap_need(&l, what >> 8);
    va_start(list, format);
    put_all(&l, format, &list);
    va_end(list);
    return mw_imap_submit(&l, (int)(what & UINT8_MAX), 0);
}

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
    int waits = !mw_imap_offers(m, IMAP_CAP(LITERAL_PLUS)) &&
                (n > LITERAL_MINUS_MAX || !mw_imap_offers(m, IMAP_CAP(LITERAL_MINUS)));

    mw_text_byte(t, '{');
    mw_text_number(t, n);
    mw_text_string(t, waits ? "}\r\n" : "+}\r\n");
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
    static const char room[sizeof(uint32_t)];

    end_piece(l, 0);
    if (!l->head)
        l->head = (uint32_t)l->t.len;
    mw_text_bytes(&l->t, room, sizeof room);
    l->literals += sizeof room;
    l->piece = (uint32_t)l->t.len;
}

void mw_imap_put_literal(struct imap_line *l, size_t n)
{
    if (mw_imap_put_header(l->m, &l->t, n))
        mw_imap_put_pause(l);
    l->literals += (uint32_t)n;
}

static void put_literal(struct imap_line *l, const char *p, size_t n)
{
    mw_imap_put_literal(l, n);
    mw_text_bytes(&l->t, p, n);
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
    put_literal(l, p, n);
}

/* Until ENABLE is answered nobody knows how a name that is not plain has to be written. */
static void put_mailbox(struct imap_line *l, const char *name)
{
    int raw = (l->m->s.config & MW_FLAG_RAW_NAMES) != 0, rc;
    size_t n = strlen(name);

    if (!raw && (l->m->asked & (MW_IMAP_ON_UTF8 | MW_IMAP_ON_REV2)) &&
        (mw_has_8bit(name) || memchr(name, '&', n)))
        mw_imap_wrong(l, MW_WANT_WRITE);
    rc = mw_imap_mailbox(&l->t, name,
                         (raw ? MW_NAME_RAW : 0) | (mw_imap_takes_utf8(l->m) ? MW_NAME_UTF8 : 0));
    if (rc < 0 || memchr(name, '\r', n) || memchr(name, '\n', n))
        mw_imap_wrong(l, MW_E_ARG);
    else if (rc == MW_LITERAL)
        put_literal(l, name, n);
}

/* Words that go out as they are: nothing in them can begin a literal, end the line, or leave the
   parentheses or the quotes that they stand in. */
static int is_words(const char *p)
{
    int depth = 0, quoted = 0, good = *p != 0;

    for (; good && *p; p++) {
        good = *p >= ' ' && *p <= '~' && *p != '{';
        if (quoted && *p == '\\')
            good = *++p == '"' || *p == '\\';
        else if (*p == '"')
            quoted = !quoted;
        else if (!quoted)
            depth += (*p == '(') - (*p == ')');
        good = good && depth >= 0;
    }
    return good && !quoted && !depth;
}

/* flat */
static void put_argument(struct imap_line *l, int how, const char *p)
{
    int good = p != NULL;

    if (good && how == 'a')
        good = mw_imap_is_atom(p);
    else if (good && how == 'f')
        good = mw_imap_is_flags(p);
    else if (good && how == 'u')
        good = mw_imap_is_set(p) || (p[0] == '$' && !p[1]);
    else if (good && how == 'w')
        good = is_words(p);
    if (!good) {
        mw_imap_wrong(l, MW_E_ARG);
        return;
    }
    if (how == 'u' && *p == '$')
        mw_imap_need(l, IMAP_CAP(SEARCHRES));
    if (how == 'm')
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
    unsigned i;

    if (bits >> w->count)
        mw_imap_wrong(l, MW_E_ARG);
    for (i = 0; i < w->count; i++, bits >>= 1, word += strlen(word) + 1)
        if (bits & 1) {
            mw_imap_need(l, w->caps[i]);
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
    uint32_t size;

    memset(to, 0, cap);
    if (!from)
        return;
    memcpy(&size, from, sizeof size);
    memcpy(to, from, size < cap ? size : cap);
}

/* --- submitting --- */

/* An EXPUNGE may come while these are in flight, and change the numbers of what was submitted
   behind them (RFC 9051 5.5). */
static int keeps_numbers(int kind, unsigned flags)
{
    return kind == IMAP_SELECT ||
           ((flags & IMAP_CMD_NUMBERS) && kind != IMAP_SORT && kind != IMAP_THREAD);
}

int mw_imap_queue(struct imap_line *l, int kind, unsigned flags)
{
    struct imap *m = l->m;
    size_t end = flags & MW_CMD_OPEN ? 0 : 2; /* CRLF */

    end_piece(l, end);
    if (l->t.len + end - l->literals > LINE_MAX_BYTES || l->head > MW_HEAD_BYTES)
        mw_imap_wrong(l, MW_E_TOO_LONG);
    if ((flags & IMAP_CMD_NUMBERS) && (m->enabled & MW_IMAP_ON_UIDONLY))
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
    m->keeps_numbers = (uint8_t)keeps_numbers(kind, flags);
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

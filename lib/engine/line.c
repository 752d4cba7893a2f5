/* SPDX-License-Identifier: MIT */
#include "engine/engine.h"

#include <string.h>

/* The unparsed input. */
static char *unparsed(const mw_session *s, size_t *n)
{
    uint32_t from = s->in_off + s->held;

    *n = s->in_len - from;
    return s->in + from;
}

int mw_input_begun(const mw_session *s)
{
    return s->inside || s->in_len != s->in_off + s->held;
}

void mw_input_drop(mw_session *s, size_t n)
{
    char *held = s->in + s->in_off;

    if (s->held)
        memmove(held + n, held, s->held);
    s->in_off += (uint32_t)n;
    s->scan = 0;
}

void mw_input_release(mw_session *s)
{
    s->in_off += s->held;
    s->held = 0;
    s->given = s->cut = 0;
}

size_t mw_input_room(mw_session *s, void **p)
{
    if (s->in_off) {
        memmove(s->in, s->in + s->in_off, s->in_len - s->in_off);
        s->in_len -= s->in_off;
        s->in_off = 0;
    }
    *p = s->in + s->in_len;
    return s->in_cap - s->in_len;
}

/* Takes the line, or what is here of it, out of the buffer. Returns its length without LF; that
   it has not ended is in s->skip. */
static size_t pass_over(mw_session *s)
{
    size_t n;
    char *p = unparsed(s, &n);
    char *lf = memchr(p, '\n', n);

    s->scan = 0;
    if (!lf) {
        s->skip = 1;
        s->in_len -= (uint32_t)n;
        return n;
    }
    s->skip = 0;
    n = (size_t)(lf - p);
    mw_input_drop(s, n + 1);
    return n;
}

int mw_line_skip(mw_session *s)
{
    uint32_t scan = s->scan;

    if (!s->skip)
        return MW_OK;
    scan += (uint32_t)pass_over(s);
    if (scan > MW_LINE_MAX_BYTES)
        return MW_E_FLOOD;
    if (!s->skip)
        return MW_OK;
    s->scan = scan;
    return MW_WANT_READ;
}

void mw_line_clean(char *p, size_t n)
{
    for (; n; p++, n--)
        if ((unsigned char)*p < 0x20 || *p == 0x7f)
            *p = '?';
}

/* Whether the buffer has no room for any more of the line. */
static int is_full(const mw_session *s)
{
    return s->in_len - s->in_off == s->in_cap;
}

/* Whether the line is a challenge, which is nobody's business: "334 ..." (RFC 4954 4), "+ ..." (RFC
   5034 4). Behind them there is a byte, if only that of the line's end. */
static int is_challenge(const mw_session *s, const char *p)
{
    return s->mechanism && s->state == MW_ST_OPENING && (*p == '3' || (*p == '+' && p[1] == ' '));
}

int mw_line_get(mw_session *s, char **line, size_t *len)
{
    size_t n;
    uint32_t held;
    char *p, *lf;
    unsigned flags;
    int rc = mw_line_skip(s);

    if (rc != MW_OK)
        return rc;
    p = unparsed(s, &n);
    lf = memchr(p + s->scan, '\n', n - s->scan);
    if (lf) {
        n = (size_t)(lf - p);
        s->bare_lf = !(n && p[n - 1] == '\r');
        n -= !s->bare_lf;
    } else {
        s->scan = (uint32_t)n;
        if (!is_full(s))
            return MW_WANT_READ;
        held = s->held;
        mw_input_release(s); /* the words of earlier lines make room */
        s->cut = 1;
        if (held)
            return MW_WANT_READ;
    }
    *line = p;
    *len = n;
    if (s->line_traced)
        return MW_OK;
    mw_line_clean(p, n);
    if (!(s->config & MW_FLAG_TRACE))
        return MW_OK;
    s->line_traced = 1;
    flags = s->cut * MW_EVF_CUT;
    if (is_challenge(s, p)) {
        n = *p == '+' ? 1 : 3;
        flags |= MW_EVF_REDACTED;
    }
    mw_event_trace(s, p, n, flags);
    return MW_AGAIN;
}

int mw_greeting_byte(const mw_session *s, int from, int to)
{
    int c = s->in[s->in_off];

    if (s->in_len == s->in_off || (c >= from && c <= to))
        return MW_OK;
    return (c & ~3) == 0x14 ? MW_E_PORT_IS_TLS : MW_E_WRONG_SERVICE; /* RFC 8446 5.1 */
}

void mw_line_keep(mw_session *s, size_t from, size_t n)
{
    char *held = s->in + s->in_off, *text = held + s->held + from;

    if (s->held) {
        *--text = '\n';
        n++;
        text = memmove(text - s->held, held, s->held);
    }
    s->in_off = (uint32_t)(text - s->in);
    s->held += (uint32_t)n;
}

void mw_line_done(mw_session *s)
{
    s->line_traced = 0;
    pass_over(s);
}

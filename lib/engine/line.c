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
    s->flags &= ~(MW_S_GIVEN | MW_S_CUT);
}

size_t mw_input_room(mw_session *s, char **p)
{
    if (s->in_off) {
        memmove(s->in, s->in + s->in_off, s->in_len - s->in_off);
        s->in_len -= s->in_off;
        s->in_off = 0;
    }
    *p = s->in + s->in_len;
    return s->in_cap - s->in_len;
}

int mw_line_skip(mw_session *s)
{
    size_t n;
    char *p = unparsed(s, &n);
    char *lf = memchr(p, '\n', n);

    if (!(s->flags & MW_S_SKIP))
        return MW_OK;
    s->scan += (uint32_t)(lf ? (size_t)(lf - p) : n);
    if (s->scan > MW_LINE_MAX_BYTES)
        return MW_E_FLOOD;
    if (!lf) {
        s->in_len -= (uint32_t)n;
        return MW_WANT_READ;
    }
    s->flags &= ~MW_S_SKIP;
    mw_input_drop(s, (size_t)(lf + 1 - p));
    return MW_OK;
}

void mw_line_clean(char *p, size_t n)
{
    for (; n; p++, n--)
        if ((unsigned char)*p < 0x20 || *p == 0x7f)
            *p = '?';
}

static int trace_line(mw_session *s, const char *p, size_t n)
{
    s->flags |= MW_S_LINE_TRACED;
    mw_event_set(s, MW_EV_TRACE, 0, p, n);
    s->ev.name = "S";
    s->ev.flags = (s->flags & MW_S_CUT ? MW_EVF_CUT : 0) |
                  (s->flags & MW_S_SECURE ? 0 : MW_EVF_BEFORE_TLS);
    return MW_AGAIN;
}

/* Whether the buffer has no room for any more of the line. */
static int is_full(const mw_session *s)
{
    return s->in_len - s->in_off == s->in_cap;
}

int mw_line_get(mw_session *s, char **line, size_t *len)
{
    size_t n;
    char *p, *lf;
    int rc = mw_line_skip(s);

    if (rc != MW_OK)
        return rc;
    p = unparsed(s, &n);
    lf = memchr(p + s->scan, '\n', n - s->scan);
    if (lf) {
        n = (size_t)(lf - p);
        n -= n && p[n - 1] == '\r';
    } else {
        s->scan = (uint32_t)n;
        if (!is_full(s))
            return MW_WANT_READ;
        if (s->held) { /* the words of earlier lines make room */
            mw_input_release(s);
            s->flags |= MW_S_CUT;
            return MW_WANT_READ;
        }
        s->flags |= MW_S_CUT;
    }
    *line = p;
    *len = n;
    if (s->flags & MW_S_LINE_TRACED)
        return MW_OK;
    mw_line_clean(p, n);
    return s->config & MW_FLAG_TRACE ? trace_line(s, p, n) : MW_OK;
}

void mw_line_keep(mw_session *s, size_t from, size_t n)
{
    char *held = s->in + s->in_off, *text = held + s->held + from;

    if (s->held) {
        *--text = '\n';
        memmove(text - s->held, held, s->held);
        n++;
    }
    s->in_off = (uint32_t)(text - s->held - s->in);
    s->held += (uint32_t)n;
}

void mw_line_done(mw_session *s)
{
    size_t n;
    char *p = unparsed(s, &n);
    char *lf = memchr(p, '\n', n);

    s->flags &= ~MW_S_LINE_TRACED;
    if (lf) {
        mw_input_drop(s, (size_t)(lf + 1 - p));
        return;
    }
    s->scan = 0;
    s->in_len -= (uint32_t)n;
    s->flags |= MW_S_SKIP;
}

/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "engine/imap.h"
#include "wire/imap_word.h"

#include <string.h>

/* Where a response begins and ends, RFC 9051 7 and 9:

     response     = tag SP status CRLF / "*" SP (status / data) CRLF / "+" [SP text] CRLF */

/* A server may send what nobody asked for, but not without end: so many responses until a command
   is answered, or a message came that was asked for. One that tells nothing counts for many. */
#define UNASKED_MAX 0x100000u
#define UNASKED_QUIET 1024u

/* Lines without tag and star, of Exchange: the first ends the session, the second means nothing. */
static const char strays[] = "SERVER\0CAPABILITY\0";
#define STRAY_SERVER 1

int mw_imap_is_trusted(const struct imap *m)
{
    return !mw_tls_is_due(&m->s);
}

int mw_imap_is_greeting(const struct imap *m)
{
    const struct mw_command *c = mw_queue_front(&m->s);

    return c && c->kind == IMAP_GREETING;
}

int mw_imap_tolerate(struct imap *m, unsigned quirk)
{
    return mw_quirk_allowed(&m->s, quirk) ? MW_AGAIN : MW_E_PROTOCOL;
}

int mw_imap_line_end(struct imap_reader *r, int has_cr)
{
    has_cr |= r->cr;
    r->cr = 0;
    return has_cr ? MW_AGAIN : mw_imap_tolerate(r->m, MW_IMAP_QUIRK_LF);
}

/* Something came that nobody asked for. */
static int count(struct imap_reader *r, uint32_t unasked)
{
    r->unasked += unasked;
    return r->unasked > UNASKED_MAX ? MW_E_FLOOD : MW_AGAIN;
}

int mw_imap_over(struct imap_reader *r)
{
    mw_session *s = &r->m->s;

    s->step = IMAP_AT_START;
    s->line_traced = 0;
    if (!(s->has & IMAP_HAS_LISTING))
        s->inside = 0;
    if (!r->told)
        return count(r, r->id ? 1 : UNASKED_QUIET);
    if (r->id)
        mw_queue_at(s, r->place)->head |= IMAP_TOLD;
    else if (s->released)
        return count(r, 1);
    r->unasked = 0;
    return MW_AGAIN;
}

int mw_imap_response_end(struct imap_reader *r, const char *p, size_t n)
{
    size_t lf = *p == '\r';

    if (lf == n)
        return MW_WANT_READ;
    if (p[lf] != '\n' || mw_imap_line_end(r, (int)lf) != MW_AGAIN)
        return MW_E_PROTOCOL;
    mw_input_drop(&r->m->s, lf + 1);
    return mw_imap_over(r);
}

/* How much of a line may be traced: no byte of a message, no challenge. */
static size_t shown(const struct imap *m, const char *p, size_t n)
{
    size_t i;
    int number = 0;

    if (n == 0 || (*p == '+' && !mw_imap_is_open(m)))
        return n > 0;
    for (i = 1; i < n && (p[i] == ' ' || p[i] == '-' || mw_is_digit((unsigned char)p[i])); i++)
        number |= p[i] != ' ';
    if (*p != '*' || !number)
        return n;
    while (i < n && mw_is_alpha((unsigned char)p[i]))
        i++;
    return i;
}

/* The first line of the response as a TRACE event: MW_OK. */
static int trace(struct imap_reader *r, const char *p, size_t n)
{
    mw_session *s = &r->m->s;
    const char *lf = memchr(p, '\n', n);
    unsigned flags = 0;
    size_t end;

    if (lf) {
        n = mw_imap_bare(p, (size_t)(lf - p));
    } else if (mw_imap_is_full(s)) {
        flags = MW_EVF_CUT;
    } else {
        return MW_WANT_READ;
    }
    s->line_traced = 1;
    end = shown(r->m, p, n);
    if (end < n)
        flags |= MW_EVF_REDACTED;
    for (n = 0; n < end && (unsigned char)p[n] >= 0x20 && p[n] != 0x7f; n++)
        continue;
    if (n < end)
        flags |= MW_EVF_CUT;
    mw_event_trace(s, p, n, flags);
    return MW_OK;
}

int mw_imap_response_begins(struct imap_reader *r, const char *p, size_t n)
{
    mw_session *s = &r->m->s;

    if (*p == 0) { /* between responses, of some servers */
        mw_input_drop(s, 1);
        return count(r, 1) == MW_AGAIN ? mw_imap_tolerate(r->m, MW_IMAP_QUIRK_NUL) : MW_E_FLOOD;
    }
    return (s->config & MW_FLAG_TRACE) && !s->line_traced ? trace(r, p, n) : IMAP_GO_ON;
}

/* The rest of the line, behind n bytes, is words. */
static int read_words(struct imap_reader *r, int status, size_t n)
{
    r->status = (uint8_t)status;
    r->coded = 1;
    return mw_imap_take(r, n, IMAP_AT_TEXT);
}

/* A line that begins with none of these. */
static int read_stray(struct imap_reader *r, const char *p, size_t n)
{
    struct imap *m = r->m;
    unsigned stray = mw_imap_find(strays, p, n, NULL);

    if (r->cut || !stray || mw_imap_is_greeting(m) ||
        mw_imap_tolerate(m, MW_IMAP_QUIRK_NO_TAG) != MW_AGAIN)
        return MW_E_PROTOCOL;
    return stray == STRAY_SERVER ? read_words(r, IMAP_BYE, 0) : mw_imap_pass(r);
}

/* A continuation request; r->number is the tag of what it may be for. */
static int read_plus(struct imap_reader *r)
{
    struct imap *m = r->m;

    if (mw_imap_is_greeting(m))
        return MW_E_PROTOCOL;
    r->number = m->next_tag;
    if (mw_imap_is_early(m)) {
        if (!mw_imap_is_open(m))
            return MW_E_PROTOCOL;
        r->number = m->early_tag;
    }
    return read_words(r, IMAP_PLUS, 1);
}

int mw_imap_response_start(struct imap_reader *r, const char *p, size_t n)
{
    struct imap *m = r->m;
    uint32_t place;

    memset((char *)r + IMAP_RESPONSE_AT, 0, IMAP_RESPONSE_BYTES);
    m->s.lines = 0;
    if (n == 0 && (*p == '\r' || *p == '\n') && mw_imap_is_open(m)) {
        m->s.step = IMAP_AT_END;
        return mw_imap_tolerate(m, MW_IMAP_QUIRK_EMPTY_LINE);
    }
    m->s.inside = 1;
    if (n == 1 && *p == '+')
        return read_plus(r);
    if (n != 1 || *p != '*') {
        place = mw_imap_place(m, p, n);
        if (place == IMAP_NOWHERE || r->cut)
            return read_stray(r, p, n);
        r->tagged = 1;
        r->place = (uint16_t)place;
        if (mw_imap_is_open(m))
            r->id = mw_imap_id_of(m);
    }
    return mw_imap_take(r, n, IMAP_AT_TYPE);
}

int mw_imap_spaces(struct imap_reader *r, int c)
{
    int is_text = r->m->s.step == IMAP_AT_TEXT, behind = r->behind, spaces = r->spaces;

    r->behind = 0;
    if (spaces == 0) {
        if (c == ')')
            return MW_AGAIN;
        if (behind)
            return MW_E_PROTOCOL; /* the body is longer than the server said */
        if (!is_text || (c != '\r' && c != '\n'))
            return MW_AGAIN;
        r->spaces = 1;
        return mw_imap_tolerate(r->m, MW_IMAP_QUIRK_NO_TEXT);
    }
    if (is_text)
        return MW_AGAIN;
    r->spaces = 0;
    if (spaces == 1 && !memchr("\r\n)", c, 3))
        return MW_AGAIN;
    return mw_imap_tolerate(r->m, MW_IMAP_QUIRK_SPACE);
}

/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "engine/imap.h"
#include "wire/imap_word.h"

#include <string.h>

/* Reads responses, RFC 9051 7 and 9:

     response     = tag SP status CRLF / "*" SP (status / data) CRLF / "+" [SP text] CRLF
     status       = ("OK" / "NO" / "BAD" / "BYE" / "PREAUTH") SP ["[" code "]" SP] text
     data         = number SP kind ... / type ...

   What is said here is where a response and its elements begin and end. */

/* A server may send what nobody asked for, but not without end: so many responses until a command
   is answered, or a message came that was asked for. One that tells nothing counts for many. */
#define UNASKED_MAX 0x100000u
#define UNASKED_QUIET 1024u

/* So many bytes of one response may be passed over: values that are cut, responses not known. */
#define PASSED_MAX 0x4000000u

/* Lines without tag and star, of Exchange: the first ends the session, the second means nothing. */
static const char strays[] = "SERVER\0CAPABILITY\0";

/* --- elements --- */

/* What a state wants before it is its turn: spaces passed over, and an element found, which ends
   as the lower bits say. Else it gets all there is. */
#define SPACES 0x40u
#define ELEMENT 0x80u
static const uint8_t wants[] = {
    ELEMENT,                         /* START */
    SPACES | ELEMENT,                /* TYPE */
    SPACES | ELEMENT | MW_LEX_NAME,  /* KIND */
    SPACES | ELEMENT | MW_LEX_LINE,  /* DATA */
    SPACES | ELEMENT | MW_LEX_SET,   /* SET */
    SPACES | ELEMENT | MW_LEX_LIST,  /* THREAD */
    SPACES,                          /* CODE */
    ELEMENT | MW_LEX_CODE,           /* CODE_WORD */
    SPACES | ELEMENT | MW_LEX_ARGS,  /* CODE_DATA */
    0,                               /* CODE_END */
    SPACES | ELEMENT | MW_LEX_CODE,  /* CAPS */
    SPACES,                          /* TEXT */
    0,                               /* TEXT_REST */
    SPACES,                          /* LIST */
    SPACES | ELEMENT | MW_LEX_NAME,  /* ITEM */
    SPACES | ELEMENT,                /* VALUE */
    SPACES | ELEMENT | MW_LEX_BODY,  /* BODY */
    0,                               /* LITERAL */
    0,                               /* QUOTED */
    0,                               /* REST */
    SPACES,                          /* END */
};

static int is_full(const mw_session *s)
{
    return s->in_len - s->in_off == s->in_cap;
}

/* The buffer is full: the held name or code goes. */
static int make_room(struct imap *m)
{
    mw_input_release(&m->s);
    m->r.word = 0;
    return MW_AGAIN;
}

int mw_imap_skip(struct imap *m, size_t n)
{
    mw_input_drop(&m->s, n);
    m->r.passed += (uint32_t)n;
    return m->r.passed > PASSED_MAX ? MW_E_FLOOD : MW_AGAIN;
}

/* The element at hand is dealt with. */
static void go(struct imap *m, int next)
{
    m->from = m->s.step;
    m->next = (uint8_t)next;
    m->spaces = 0;
    m->s.step = (uint8_t)(m->cut ? IMAP_AT_REST : next);
}

int mw_imap_take(struct imap *m, size_t n, int next)
{
    go(m, next);
    return mw_imap_skip(m, n);
}

int mw_imap_give(struct imap *m, int type, size_t n, int next)
{
    mw_session *s = &m->s;
    const char *held = s->in + s->in_off;

    mw_event_set(s, type, m->r.id);
    s->ev.data = held + s->held;
    s->ev.len = n;
    s->ev.item = m->r.item;
    s->ev.uid = m->r.uid;
    s->ev.name = m->r.name ? m->r.name : s->held ? held : "";
    s->ev.flags = m->r.flags | (m->cut ? MW_EVF_CUT : 0);
    s->held += (uint32_t)n;
    s->scan = 0;
    s->given = 1;
    m->r.told = IMAP_TOLD_DATA;
    m->r.word = 0;
    go(m, next);
    return MW_OK;
}

int mw_imap_hold(struct imap *m, char *p, size_t n, int next)
{
    mw_session *s = &m->s;

    m->r.name = NULL;
    if (m->cut || p[n] != ' ')
        return mw_imap_take(m, n, next);
    p[n] = 0;
    s->held = (uint32_t)n + 1;
    s->scan = 0;
    go(m, next);
    return MW_AGAIN;
}

int mw_imap_pass(struct imap *m)
{
    memset(&m->lex, 0, sizeof m->lex);
    m->s.scan = 0;
    m->s.step = IMAP_AT_REST;
    m->next = IMAP_AT_END;
    m->from = IMAP_AT_DATA;
    return MW_AGAIN;
}

/* The rest of an element that was cut, or of a response. */
static int read_rest(struct imap *m, const char *p, size_t n)
{
    unsigned how = wants[m->from] & ~MW_LEX_BODY;
    size_t at = 0;
    int rc;

    if (how & MW_LEX_LIST)
        how = MW_LEX_NAME; /* what is left of it, before the next one */
    if (how & MW_LEX_LINE)
        m->lex.loose = 1; /* whatever it is, it ends with the line */
    rc = mw_imap_scan(&m->lex, how, p, n, &at);
    if (at)
        m->cr = p[at - 1] == '\r';
    if (rc == MW_OK) {
        m->s.step = m->next;
        m->cut = 0;
        rc = MW_AGAIN;
    }
    return mw_imap_skip(m, at) == MW_AGAIN ? rc : MW_E_FLOOD;
}

/* --- where a response begins and ends --- */

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

int mw_imap_line_end(struct imap *m, int has_cr)
{
    has_cr |= m->cr;
    m->cr = 0;
    return has_cr ? MW_AGAIN : mw_imap_tolerate(m, MW_IMAP_QUIRK_LF);
}

int mw_imap_over(struct imap *m)
{
    mw_session *s = &m->s;

    m->s.step = IMAP_AT_START;
    s->line_traced = 0;
    if (!(s->has & IMAP_HAS_LISTING))
        s->inside = 0;
    if (m->r.told && m->r.id)
        mw_queue_at(s, m->r.place)->head |= IMAP_TOLD;
    if (m->r.told)
        m->unasked = m->r.id || !s->released ? 0 : m->unasked + 1;
    else
        m->unasked += m->r.id ? 1 : UNASKED_QUIET;
    return m->unasked > UNASKED_MAX ? MW_E_FLOOD : MW_AGAIN;
}

static int read_end(struct imap *m, const char *p, size_t n)
{
    size_t lf = *p == '\r';

    if (lf == n)
        return MW_WANT_READ;
    if (p[lf] != '\n' || mw_imap_line_end(m, (int)lf) != MW_AGAIN)
        return MW_E_PROTOCOL;
    mw_input_drop(&m->s, lf + 1);
    return mw_imap_over(m);
}

/* How much of a line may be traced: no byte of a message, no challenge. */
static size_t shown(const struct imap *m, const char *p, size_t n)
{
    size_t i = 1;

    if (n == 0 || (*p == '+' && !mw_imap_is_open(m)))
        return n > 0;
    while (i < n && p[i] == ' ')
        i++;
    if (*p != '*' || i == n || (p[i] != '-' && !mw_is_digit((unsigned char)p[i])))
        return n;
    while (i < n && (p[i] == ' ' || p[i] == '-' || mw_is_digit((unsigned char)p[i])))
        i++;
    while (i < n && mw_is_alpha((unsigned char)p[i]))
        i++;
    return i;
}

/* MW_AGAIN: the first line of the response is in s->ev as a TRACE event. */
static int trace(struct imap *m, const char *p, size_t n)
{
    mw_session *s = &m->s;
    const char *lf = memchr(p + s->scan, '\n', n - s->scan);
    size_t i;

    if (!(s->config & MW_FLAG_TRACE) || s->line_traced)
        return MW_OK;
    if (!lf && !is_full(s)) {
        s->scan = (uint32_t)n;
        return MW_WANT_READ;
    }
    s->scan = 0;
    s->line_traced = 1;
    n = lf ? (size_t)(lf - p) : n;
    n -= lf && n && lf[-1] == '\r';
    i = shown(m, p, n);
    mw_event_trace(s, "S", p, i, (lf ? 0 : MW_EVF_CUT) | (i < n ? MW_EVF_REDACTED : 0));
    for (i = 0; i < s->ev.len; i++)
        if ((unsigned char)p[i] < 0x20 || p[i] == 0x7f) {
            s->ev.len = i;
            s->ev.flags |= MW_EVF_CUT;
        }
    return MW_AGAIN;
}

/* A line that begins with none of these. */
static int read_stray(struct imap *m, const char *p, size_t n)
{
    unsigned place;

    if (m->cut || !mw_imap_find(strays, p, n, &place) || mw_imap_is_greeting(m) ||
        mw_imap_tolerate(m, MW_IMAP_QUIRK_NO_TAG) != MW_AGAIN)
        return MW_E_PROTOCOL;
    if (place)
        return mw_imap_pass(m);
    m->r.status = IMAP_BYE;
    m->s.scan = 0;
    m->s.step = IMAP_AT_TEXT;
    return MW_AGAIN;
}

static int read_start(struct imap *m, const char *p, size_t n)
{
    mw_session *s = &m->s;
    uint32_t place;

    memset(&m->r, 0, sizeof m->r);
    s->lines = 0;
    if (n == 0 && (*p == '\r' || *p == '\n') && mw_imap_is_open(m)) {
        m->s.step = IMAP_AT_END;
        return mw_imap_tolerate(m, MW_IMAP_QUIRK_EMPTY_LINE);
    }
    s->inside = 1;
    if (n == 1 && *p == '*')
        return mw_imap_take(m, 1, IMAP_AT_TYPE);
    if (*p == '+' && mw_imap_is_early(m) && !mw_imap_is_open(m))
        return MW_E_PROTOCOL;
    if (n == 1 && *p == '+' && !mw_imap_is_greeting(m)) {
        m->r.status = IMAP_PLUS;
        m->r.number = mw_imap_is_early(m) ? m->early_tag : m->next_tag; /* what it may be for */
        return mw_imap_take(m, 1, IMAP_AT_TEXT);
    }
    place = mw_imap_place(m, p, n);
    if (place == IMAP_NOWHERE || m->cut)
        return read_stray(m, p, n);
    m->r.tagged = 1;
    m->r.place = (uint16_t)place;
    if (mw_imap_is_open(m))
        m->r.id = mw_imap_id_of(m);
    return mw_imap_take(m, n, IMAP_AT_TYPE);
}

/* NUL bytes between responses, of some servers. */
static int read_nul(struct imap *m)
{
    mw_input_drop(&m->s, 1);
    m->unasked++;
    return m->unasked > UNASKED_MAX ? MW_E_FLOOD : mw_imap_tolerate(m, MW_IMAP_QUIRK_NUL);
}

/* --- the states --- */

/* Finds the element at hand. MW_OK: it is p[0 .. *n), or m->cut tells that it is longer. */
static int find_element(struct imap *m, const char *p, size_t have, size_t *n)
{
    mw_session *s = &m->s;
    unsigned how = wants[m->s.step];
    int rc;

    *n = s->scan;
    rc = mw_imap_scan(&m->lex, how, p, have, n);
    if (rc == MW_E_PROTOCOL && !m->lex.loose && !(s->config & MW_FLAG_STRICT)) {
        memset(&m->lex, 0, sizeof m->lex);
        m->lex.loose = 1;
        *n = 0;
        rc = mw_imap_scan(&m->lex, how, p, have, n);
        if (rc != MW_E_PROTOCOL)
            mw_quirk_allowed(s, MW_IMAP_QUIRK_QUOTE);
    }
    s->scan = (uint32_t)*n;
    m->cut = 0;
    if (rc != MW_WANT_READ || !is_full(s))
        return rc;
    if (s->held)
        return make_room(m);
    m->cut = 1;
    return MW_OK;
}

/* As many spaces as m->spaces stand before c. */
static int check_spaces(struct imap *m, int c)
{
    int at_end = c == '\r' || c == '\n', spaces = m->spaces;

    if (m->r.behind && !spaces && c != ')')
        return MW_E_PROTOCOL; /* the body is longer than the server said */
    m->r.behind = 0;
    if (m->s.step == IMAP_AT_CODE || (m->s.step == IMAP_AT_TEXT && (spaces || !at_end)))
        return MW_AGAIN;
    m->spaces = m->s.step == IMAP_AT_TEXT;
    if (m->spaces)
        return mw_imap_tolerate(m, MW_IMAP_QUIRK_NO_TEXT);
    if (spaces > 1 || (spaces && (at_end || c == ')')))
        return mw_imap_tolerate(m, MW_IMAP_QUIRK_SPACE);
    return MW_AGAIN;
}

static int read_state(struct imap *m, char *p, size_t n)
{
    if (m->s.step == IMAP_AT_START)
        return read_start(m, p, n);
    if (m->s.step <= IMAP_AT_THREAD)
        return mw_imap_data_read(m, p, n);
    if (m->s.step <= IMAP_AT_TEXT_REST)
        return mw_imap_code_read(m, p, n);
    if (m->s.step <= IMAP_AT_QUOTED)
        return mw_imap_fetch_read(m, p, n);
    return m->s.step == IMAP_AT_REST ? read_rest(m, p, n) : read_end(m, p, n);
}

int mw_imap_read(struct imap *m)
{
    mw_session *s = &m->s;
    char *p = s->in + s->in_off + s->held;
    size_t have = s->in_len - s->in_off - s->held, n = 0;
    unsigned want;
    int rc = MW_OK;

    if (m->s.step == IMAP_AT_DONE)
        return mw_imap_done(m);
    want = wants[m->s.step];
    if (want & SPACES) {
        while (n < have && p[n] == ' ')
            n++;
        if (n) {
            m->spaces = n > 1 || m->spaces ? 2 : 1;
            return mw_imap_skip(m, n);
        }
    }
    if (have == 0)
        return is_full(s) ? make_room(m) : MW_WANT_READ;
    if (want & SPACES && check_spaces(m, *p) != MW_AGAIN)
        return MW_E_PROTOCOL;
    if (m->s.step == IMAP_AT_START) {
        if (*p == 0)
            return read_nul(m);
        rc = trace(m, p, have);
        if (rc != MW_OK)
            return rc == MW_AGAIN ? MW_OK : rc;
    }
    if (!(want & ELEMENT))
        return read_state(m, p, have);
    rc = find_element(m, p, have, &n);
    if (rc == MW_LEX_LITERAL)
        return mw_imap_literal(m, n);
    return rc == MW_OK ? read_state(m, p, n) : rc;
}

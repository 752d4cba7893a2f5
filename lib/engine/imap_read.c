/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "engine/imap.h"
#include "wire/imap_word.h"

#include <string.h>

/* Reads responses, RFC 9051 7 and 9:

     response     = tag SP status CRLF / "*" SP (status / data) CRLF / "+" [SP text] CRLF
     status       = ("OK" / "NO" / "BAD" / "BYE" / "PREAUTH") SP ["[" code "]" SP] text
     data         = number SP kind ... / type ...

   More spaces than these, or fewer, do no harm. What is not known here is passed over, with its
   literals. */

/* A server may send what nobody asked for, but not without end: so many responses until a command
   is answered, or a message came that was asked for. One that tells nothing counts for many. */
#define UNASKED_MAX 0x100000u
#define UNASKED_QUIET 1024u

/* So many bytes of one response may be passed over: values that are cut, responses not known. */
#define PASSED_MAX 0x4000000u

#define CAPS_MAX 1000   /* words of one list */
#define WORD_MAX 32     /* a longer code is not remembered */

static const char types[] = "OK\0NO\0BAD\0BYE\0PREAUTH\0CAPABILITY\0FLAGS\0";
#define TYPE_CAPABILITY 5

/* in the order of MW_ITEM_EXISTS ... */
static const char kinds[] = "EXISTS\0RECENT\0EXPUNGE\0FETCH\0";
#define KIND_EXPUNGE 2
#define KIND_FETCH 3

/* in the order of MW_ITEM_UIDVALIDITY ... */
static const char codes[] = "UIDVALIDITY\0UIDNEXT\0UNSEEN\0PERMANENTFLAGS\0READ-ONLY\0READ-WRITE\0"
                            "ALERT\0CAPABILITY\0CLOSED\0";
#define CODE_CAPABILITY 7
#define CODE_CLOSED 8

/* --- elements --- */

/* What a state wants before it is its turn: spaces passed over, and an element found, which ends
   as the lower bits say. Else it gets all there is. */
#define SPACES 0x40u
#define ELEMENT 0x80u
static const uint8_t wants[] = {
    ELEMENT,                         /* START */
    SPACES | ELEMENT,                /* TYPE */
    SPACES | ELEMENT | MW_LEX_NAME,  /* KIND */
    SPACES,                          /* CODE */
    ELEMENT | MW_LEX_CODE,           /* CODE_WORD */
    SPACES | ELEMENT | MW_LEX_CODE,  /* CODE_DATA */
    SPACES | ELEMENT | MW_LEX_CODE,  /* CAPS */
    SPACES,                          /* TEXT */
    0,                               /* TEXT_REST */
    SPACES | ELEMENT,                /* DATA */
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

static int pass_bytes(struct imap *m, size_t n)
{
    mw_input_drop(&m->s, n);
    m->r.passed += (uint32_t)n;
    return m->r.passed > PASSED_MAX ? MW_E_FLOOD : MW_AGAIN;
}

/* The element at hand is dealt with. */
static void go(struct imap *m, int next)
{
    m->how = wants[m->s.step];
    m->next = (uint8_t)next;
    m->s.step = (uint8_t)(m->cut ? IMAP_AT_REST : next);
}

int mw_imap_take(struct imap *m, size_t n, int next)
{
    go(m, next);
    return pass_bytes(m, n);
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
    s->ev.flags = m->cut ? MW_EVF_CUT : 0;
    s->held += (uint32_t)n;
    s->scan = 0;
    s->given = 1;
    m->r.told = 1;
    m->r.word = 0;
    go(m, next);
    return MW_OK;
}

int mw_imap_pass(struct imap *m)
{
    memset(&m->lex, 0, sizeof m->lex);
    m->s.scan = 0;
    m->s.step = IMAP_AT_REST;
    m->next = IMAP_AT_END;
    m->how = MW_LEX_LINE;
    return MW_AGAIN;
}

/* The rest of an element that was cut, or of a response. */
static int read_rest(struct imap *m, const char *p, size_t n)
{
    size_t at = 0;
    int rc = mw_imap_scan(&m->lex, m->how & ~MW_LEX_BODY, p, n, &at);

    if (rc == MW_OK) {
        m->s.step = m->next;
        m->cut = 0;
        rc = MW_AGAIN;
    }
    return pass_bytes(m, at) == MW_AGAIN ? rc : MW_E_FLOOD;
}

/* --- where a response begins and ends --- */

int mw_imap_is_trusted(const struct imap *m)
{
    return !m->s.tls_due;
}

/* Whether a mailbox can be open, so that data has a meaning. */
static int is_open(const struct imap *m)
{
    return m->s.state != MW_ST_OPENING;
}

static int is_greeting(const struct imap *m)
{
    const struct mw_command *c = mw_queue_front(&m->s);

    return c && c->kind == IMAP_GREETING;
}

int mw_imap_over(struct imap *m)
{
    mw_session *s = &m->s;

    m->s.step = IMAP_AT_START;
    s->line_traced = 0;
    if (!(s->has & IMAP_HAS_LISTING))
        s->inside = 0;
    if (m->r.told)
        m->unasked = m->r.id || !s->released ? 0 : m->unasked + 1;
    else
        m->unasked += UNASKED_QUIET;
    return m->unasked > UNASKED_MAX ? MW_E_FLOOD : MW_AGAIN;
}

static int read_end(struct imap *m, const char *p, size_t n)
{
    size_t cr = *p == '\r';

    if (cr == n)
        return MW_WANT_READ;
    if (p[cr] != '\n')
        return MW_E_PROTOCOL;
    mw_input_drop(&m->s, cr + 1);
    return mw_imap_over(m);
}

/* How much of a line may be traced: no byte of a message, no challenge. */
static size_t shown(const struct imap *m, const char *p, size_t n)
{
    size_t i = 1;

    if (n == 0 || (*p == '+' && !is_open(m)))
        return n > 0;
    while (i < n && (p[i] == ' ' || mw_is_digit((unsigned char)p[i])))
        i++;
    return *p == '*' && mw_starts(p + i, n - i, "fetch") ? i + 5 : n;
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

static int read_start(struct imap *m, const char *p, size_t n)
{
    mw_session *s = &m->s;
    uint32_t place;

    memset(&m->r, 0, sizeof m->r);
    s->lines = 0;
    if (n == 0 && (*p == '\r' || *p == '\n') && is_open(m) &&
        mw_quirk_allowed(s, MW_IMAP_QUIRK_EMPTY_LINE)) {
        m->s.step = IMAP_AT_END; /* an empty line: a quirk of Exchange */
        return MW_AGAIN;
    }
    s->inside = 1;
    if (n == 1 && *p == '*')
        return mw_imap_take(m, 1, IMAP_AT_TYPE);
    if (mw_imap_is_early(m) && !is_open(m) && *p == '+')
        return MW_E_PROTOCOL;
    if (n == 1 && *p == '+' && !is_greeting(m)) {
        m->r.status = IMAP_PLUS;
        m->r.number = mw_imap_is_early(m) ? m->early_tag : m->next_tag; /* what it may be for */
        return mw_imap_take(m, 1, IMAP_AT_TEXT);
    }
    place = mw_imap_place(m, p, n);
    if (place == IMAP_NOWHERE || m->cut)
        return MW_E_PROTOCOL;
    m->r.tagged = 1;
    m->r.place = (uint16_t)place;
    return mw_imap_take(m, n, IMAP_AT_TYPE);
}

/* --- status: what every response says about itself or a command --- */

/* An event about the mailbox that has no value besides a number. */
static int tell(struct imap *m, int next)
{
    mw_session *s = &m->s;

    mw_event_set(s, MW_EV_MAILBOX, 0);
    s->ev.item = m->r.item;
    s->ev.name = m->r.name;
    s->ev.num = m->r.number;
    m->r.told = 1;
    m->s.step = (uint8_t)next;
    return MW_OK;
}

static int read_code(struct imap *m, const char *p)
{
    m->s.step = IMAP_AT_TEXT;
    return *p == '[' ? mw_imap_take(m, 1, IMAP_AT_CODE_WORD) : MW_AGAIN;
}

static int read_code_word(struct imap *m, const char *p, size_t n)
{
    mw_session *s = &m->s;
    const char *word;
    unsigned place;

    if (m->cut || n > WORD_MAX)
        return mw_imap_take(m, n, IMAP_AT_CODE_DATA);
    word = mw_imap_find(codes, p, n, &place);
    if (word && place == CODE_CAPABILITY) {
        s->caps = s->mechanisms = 0;
        return mw_imap_take(m, n, IMAP_AT_CAPS);
    }
    if (word && place == CODE_CLOSED && !m->r.tagged) {
        s->has &= (uint16_t)~IMAP_HAS_MAILBOX;
    } else if (word) {
        m->r.name = word;
        m->r.item = (uint8_t)(MW_ITEM_UIDVALIDITY + place);
    }
    m->r.word = (uint16_t)n;
    s->held = (uint32_t)n;
    s->scan = 0;
    m->s.step = IMAP_AT_CODE_DATA;
    return MW_AGAIN;
}

/* What follows a code's word, one element at a time; the first may be an event. */
static int read_code_data(struct imap *m, const char *p, size_t n)
{
    int is_new = is_open(m) && !m->r.told;

    if (n) {
        if (is_new && m->r.item && m->r.item <= MW_ITEM_PERMANENTFLAGS)
            return mw_imap_value(m, MW_EV_MAILBOX, p, n, IMAP_AT_CODE_DATA);
        return mw_imap_take(m, n, IMAP_AT_CODE_DATA);
    }
    mw_imap_take(m, *p == ']', IMAP_AT_TEXT);
    if (is_new && (m->r.item == MW_ITEM_READ_ONLY || m->r.item == MW_ITEM_READ_WRITE))
        return tell(m, IMAP_AT_TEXT);
    return MW_AGAIN;
}

static int read_caps(struct imap *m, const char *p, size_t n)
{
    mw_session *s = &m->s;

    if (n == 0) {
        s->has |= IMAP_HAS_CAPS;
        if (m->r.status == IMAP_NONE)
            return mw_imap_pass(m);
        return mw_imap_take(m, *p == ']', IMAP_AT_TEXT);
    }
    if (++s->lines > CAPS_MAX)
        return MW_E_FLOOD;
    if (!m->cut)
        mw_imap_capability(m, p, n);
    if (!mw_imap_is_trusted(m))
        return mw_imap_take(m, n, IMAP_AT_CAPS);
    return mw_imap_give(m, MW_EV_CAP, n, IMAP_AT_CAPS);
}

/* A text longer than the buffer: its beginning is kept. */
static int cut_text(struct imap *m)
{
    mw_session *s = &m->s;
    uint32_t keep = s->in_cap / 4 * 3;

    mw_line_clean(s->in + s->in_off + s->held, keep - s->held);
    s->held = keep;
    s->in_len = s->in_off + keep;
    s->scan = 0;
    s->cut = 1;
    m->s.step = IMAP_AT_TEXT_REST;
    return MW_AGAIN;
}

static int read_text(struct imap *m, char *p, size_t n)
{
    mw_session *s = &m->s;
    const char *lf = memchr(p + s->scan, '\n', n - s->scan);

    if (!lf) {
        s->scan = (uint32_t)n;
        return is_full(s) ? cut_text(m) : MW_WANT_READ;
    }
    n = (size_t)(lf - p);
    n -= n && lf[-1] == '\r';
    mw_line_clean(p, n);
    s->held += (uint32_t)n;
    mw_input_drop(s, (size_t)(lf + 1 - p) - n);
    m->s.step = IMAP_AT_DONE;
    return MW_AGAIN;
}

static int read_text_rest(struct imap *m, const char *p, size_t n)
{
    const char *lf = memchr(p, '\n', n);
    int rc;

    rc = pass_bytes(m, lf ? (size_t)(lf + 1 - p) : n);
    if (lf)
        m->s.step = IMAP_AT_DONE;
    return rc;
}

/* An untagged OK, NO or BAD, or an alert with whatever it came, as an event. */
static int tell_words(struct imap *m)
{
    mw_session *s = &m->s;
    int is_alert = m->r.item == MW_ITEM_ALERT;

    mw_imap_words(m, MW_EV_MAILBOX, 0);
    s->given = 0; /* they are needed again */
    m->r.told = 1;
    s->ev.item = is_alert ? MW_ITEM_ALERT : MW_ITEM_TEXT;
    s->ev.name = is_alert ? "ALERT" : "TEXT";
    s->ev.code = m->r.status == IMAP_OK ? MW_OK : mw_imap_refusal(m);
    return MW_OK;
}

/* BYE is the first half of the answer to LOGOUT, and the end in any other case. */
static int bye(struct imap *m)
{
    const struct mw_command *c = mw_queue_front(&m->s);

    if (!c || c->kind != IMAP_LOGOUT || !mw_command_sent(&m->s, c))
        return mw_imap_fail(m, MW_E_SERVER_BYE);
    mw_input_release(&m->s);
    return mw_imap_over(m);
}

static int read_done(struct imap *m)
{
    mw_session *s = &m->s;
    int is_own = !m->r.tagged && m->r.status <= IMAP_BAD && !is_greeting(m);

    if (mw_imap_is_trusted(m) && !m->r.told &&
        (is_own || m->r.item == MW_ITEM_ALERT))
        return tell_words(m);
    if (!m->r.tagged && m->r.status != IMAP_PLUS && !is_greeting(m)) {
        if (m->r.status == IMAP_BYE)
            return bye(m);
        if (m->r.status == IMAP_PREAUTH)
            return mw_imap_fail(m, MW_E_PROTOCOL);
        mw_input_release(s);
        return mw_imap_over(m);
    }
    m->s.step = IMAP_AT_START;
    s->line_traced = s->inside = 0;
    if (m->r.status == IMAP_PLUS)
        return mw_imap_continue(m);
    return is_greeting(m) ? mw_imap_greeting(m) : mw_imap_tagged(m);
}

/* --- data --- */

/* The word behind the tag or "*". */
static int read_type(struct imap *m, const char *p, size_t n)
{
    mw_session *s = &m->s;
    int is_tagged = m->r.tagged, is_status;
    const char *word;
    unsigned place;

    word = mw_imap_find(types, p, n, &place);
    is_status = word && place < (is_tagged ? IMAP_BAD : IMAP_PREAUTH);
    if (!is_status && (is_tagged || is_greeting(m)))
        return MW_E_PROTOCOL;
    if (is_status) {
        m->r.status = (uint8_t)(place + IMAP_OK);
        return mw_imap_take(m, n, IMAP_AT_CODE);
    }
    if (n && mw_number(p, n, &m->r.number) == n && m->r.number <= UINT32_MAX && !m->cut)
        return mw_imap_take(m, n, IMAP_AT_KIND);
    if (word && place == TYPE_CAPABILITY) {
        s->caps = s->mechanisms = 0;
        return mw_imap_take(m, n, IMAP_AT_CAPS);
    }
    if (!word || !is_open(m))
        return mw_imap_pass(m);
    m->r.name = word;
    m->r.item = MW_ITEM_FLAGS;
    return mw_imap_take(m, n, IMAP_AT_DATA);
}

/* The word behind a number. */
static int read_kind(struct imap *m, const char *p, size_t n)
{
    unsigned place;

    m->r.name = mw_imap_find(kinds, p, n, &place);
    if (!m->r.name || !is_open(m) || (m->r.number == 0 && place >= KIND_EXPUNGE))
        return mw_imap_pass(m);
    if (place == KIND_FETCH) {
        mw_imap_take(m, n, IMAP_AT_LIST);
        return mw_imap_fetch_begin(m);
    }
    m->r.item = (uint8_t)(MW_ITEM_EXISTS + place);
    mw_imap_pass(m);
    return tell(m, IMAP_AT_REST);
}

/* The value of a MAILBOX event; what else may follow it is passed over. */
static int read_data(struct imap *m, const char *p, size_t n)
{
    if (m->r.told)
        return mw_imap_pass(m);
    return mw_imap_value(m, MW_EV_MAILBOX, p, n, IMAP_AT_DATA);
}

/* --- the states --- */

/* Finds the element at hand. MW_OK: it is p[0 .. *n), or m->cut tells that it is longer. */
static int find_element(struct imap *m, const char *p, size_t have, size_t *n)
{
    mw_session *s = &m->s;
    int rc;

    *n = s->scan;
    rc = mw_imap_scan(&m->lex, wants[m->s.step], p, have, n);
    s->scan = (uint32_t)*n;
    m->cut = 0;
    if (rc != MW_WANT_READ || !is_full(s))
        return rc;
    if (s->held)
        return make_room(m);
    m->cut = 1;
    return MW_OK;
}

/* flat */
static int read_state(struct imap *m, char *p, size_t n)
{
    switch (m->s.step) {
    case IMAP_AT_START:
        return read_start(m, p, n);
    case IMAP_AT_TYPE:
        return read_type(m, p, n);
    case IMAP_AT_KIND:
        return read_kind(m, p, n);
    case IMAP_AT_CODE:
        return read_code(m, p);
    case IMAP_AT_CODE_WORD:
        return read_code_word(m, p, n);
    case IMAP_AT_CODE_DATA:
        return read_code_data(m, p, n);
    case IMAP_AT_CAPS:
        return read_caps(m, p, n);
    case IMAP_AT_TEXT:
        return read_text(m, p, n);
    case IMAP_AT_TEXT_REST:
        return read_text_rest(m, p, n);
    case IMAP_AT_DATA:
        return read_data(m, p, n);
    case IMAP_AT_REST:
        return read_rest(m, p, n);
    case IMAP_AT_END:
        return read_end(m, p, n);
    default:
        return mw_imap_fetch_read(m, p, n);
    }
}

int mw_imap_read(struct imap *m)
{
    mw_session *s = &m->s;
    uint32_t from = s->in_off + s->held;
    size_t have = s->in_len - from, n = 0;
    char *p = s->in + from;
    int rc = MW_OK;

    if (m->s.step == IMAP_AT_DONE)
        return read_done(m);
    if (wants[m->s.step] & SPACES)
        while (n < have && p[n] == ' ')
            n++;
    if (n)
        return pass_bytes(m, n);
    if (have == 0)
        return is_full(s) ? make_room(m) : MW_WANT_READ;
    if (m->s.step == IMAP_AT_START) {
        rc = trace(m, p, have);
        if (rc != MW_OK)
            return rc == MW_AGAIN ? MW_OK : rc;
    }
    if (!(wants[m->s.step] & ELEMENT))
        return read_state(m, p, have);
    rc = find_element(m, p, have, &n);
    if (rc == MW_LEX_LITERAL)
        return mw_imap_literal(m, n);
    return rc == MW_OK ? read_state(m, p, n) : rc;
}

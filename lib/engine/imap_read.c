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

/* So many bytes of one response may be passed over: values that are cut, responses not known. */
#define PASSED_MAX 0x4000000u

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
    ELEMENT | MW_LEX_CODE,           /* CODE_WORD */
    SPACES | ELEMENT | MW_LEX_ARGS,  /* CODE_DATA */
    0,                               /* CODE_END */
    SPACES | ELEMENT | MW_LEX_CODE,  /* CAPS */
    SPACES,                          /* TEXT */
    SPACES,                          /* LIST */
    SPACES | ELEMENT | MW_LEX_NAME,  /* ITEM */
    SPACES | ELEMENT,                /* VALUE */
    SPACES | ELEMENT | MW_LEX_BODY,  /* BODY */
    0,                               /* LITERAL */
    0,                               /* QUOTED */
    SPACES,                          /* END */
    0,                               /* DONE */
};

int mw_imap_is_full(const mw_session *s)
{
    return s->in_len - s->in_off == s->in_cap;
}

size_t mw_imap_bare(const char *p, size_t n)
{
    return n && p[n - 1] == '\r' ? n - 1 : n;
}

/* The buffer is full: the held name or code goes. */
static int make_room(struct imap_reader *r)
{
    r->word = 0;
    mw_input_release(&r->m->s);
    return MW_AGAIN;
}

int mw_imap_skip(struct imap_reader *r, size_t n)
{
    mw_input_drop(&r->m->s, n);
    r->passed += (uint32_t)n;
    return r->passed > PASSED_MAX ? MW_E_FLOOD : MW_AGAIN;
}

int mw_imap_take(struct imap_reader *r, size_t n, int next)
{
    mw_session *s = &r->m->s;

    r->rest = r->cut;
    r->from = s->step;
    r->spaces = 0;
    s->step = (uint8_t)next;
    return mw_imap_skip(r, n);
}

int mw_imap_give(struct imap_reader *r, int type, size_t n, int next)
{
    mw_session *s = &r->m->s;
    const char *held = s->in + s->in_off;

    mw_event_set(s, type, r->id);
    if (s->held)
        s->ev.name = held;
    if (r->name)
        s->ev.name = r->name;
    s->ev.data = held + s->held;
    s->ev.len = n;
    s->ev.item = r->item;
    s->ev.uid = r->uid;
    s->ev.flags = r->flags | (r->cut ? MW_EVF_CUT : 0);
    s->given = r->told = IMAP_TOLD_DATA;
    r->word = 0;
    mw_imap_take(r, 0, next);
    s->held += (uint32_t)n;
    return MW_OK;
}

int mw_imap_hold(struct imap_reader *r, char *p, size_t n, int next)
{
    int rc;

    r->name = NULL;
    if (r->cut || p[n] != ' ')
        return mw_imap_take(r, n, next);
    p[n] = 0;
    rc = mw_imap_take(r, 0, next);
    r->m->s.held = (uint32_t)n + 1;
    return rc;
}

int mw_imap_pass(struct imap_reader *r)
{
    mw_session *s = &r->m->s;

    memset(&r->lex, 0, sizeof r->lex);
    s->scan = 0;
    s->step = IMAP_AT_END;
    r->rest = 1;
    r->from = IMAP_AT_DATA;
    return MW_AGAIN;
}

/* --- the states --- */

/* How what is left of an element ends, that was cut, or of a response. */
static unsigned rest_of(struct imap_reader *r)
{
    unsigned how = wants[r->from] & ~SPACES;

    if (how & MW_LEX_LINE)
        r->lex.loose = 1; /* whatever it is, it ends with the line */
    if (how == (ELEMENT | MW_LEX_BODY))
        how = ELEMENT;
    if (how == (ELEMENT | MW_LEX_LIST))
        how = ELEMENT | MW_LEX_NAME; /* what is left of it, before the next one */
    return how;
}

/* s->scan bytes of it are found; all, if rc is MW_OK. */
static int pass_rest(struct imap_reader *r, const char *p, int rc)
{
    size_t n = r->m->s.scan;
    int passed;

    if (n)
        r->cr = p[n - 1] == '\r';
    passed = mw_imap_skip(r, n);
    if (rc == MW_OK)
        r->rest = r->cut = 0;
    return rc == MW_OK || passed != MW_AGAIN ? passed : rc;
}

/* Finds the element at hand, s->scan bytes, unless r->cut tells that it is longer. */
static int find_element(struct imap_reader *r, unsigned how, const char *p, size_t have)
{
    mw_session *s = &r->m->s;
    int again = 0, rc;

    for (;;) {
        rc = mw_imap_scan(&r->lex, how, p, have, &s->scan);
        if (r->rest)
            return pass_rest(r, p, rc);
        if (rc != MW_E_PROTOCOL || r->lex.loose || (s->config & MW_FLAG_STRICT))
            break;
        memset(&r->lex, 0, sizeof r->lex);
        s->scan = 0;
        r->lex.loose = 1;
        again = 1;
    }
    if (again && rc != MW_E_PROTOCOL)
        mw_quirk_allowed(s, MW_IMAP_QUIRK_QUOTE);
    r->cut = 0;
    if (rc != MW_WANT_READ || !mw_imap_is_full(s))
        return rc;
    if (s->held)
        return make_room(r);
    r->cut = 1;
    return MW_OK;
}

static int read_state(struct imap_reader *r, char *p, size_t n)
{
    unsigned step = r->m->s.step;

    if (step == IMAP_AT_START)
        return mw_imap_response_start(r, p, n);
    if (step <= IMAP_AT_THREAD)
        return mw_imap_data_read(r, p, n);
    if (step <= IMAP_AT_TEXT)
        return mw_imap_code_read(r, p, n);
    if (step <= IMAP_AT_QUOTED)
        return mw_imap_fetch_read(r, p, n);
    return mw_imap_response_end(r, p, n);
}

int mw_imap_read(struct imap_reader *r)
{
    mw_session *s = &r->m->s;
    char *p = s->in + s->in_off + s->held;
    size_t have = s->in_len - s->in_off - s->held, n = 0;
    unsigned want = r->rest ? rest_of(r) : wants[s->step];
    int rc;

    if (s->step == IMAP_AT_DONE)
        return mw_imap_done(r);
    if (want & SPACES) {
        while (n < have && p[n] == ' ')
            n++;
        if (n) {
            r->spaces = n + r->spaces > 1 ? 2 : 1;
            return mw_imap_skip(r, n);
        }
        if (have && mw_imap_spaces(r, *p) != MW_AGAIN)
            return MW_E_PROTOCOL;
    }
    if (have == 0)
        return mw_imap_is_full(s) ? make_room(r) : MW_WANT_READ;
    if (s->step == IMAP_AT_START) {
        rc = mw_imap_response_begins(r, p, have);
        if (rc != IMAP_GO_ON)
            return rc;
    }
    if (!(want & ELEMENT))
        return read_state(r, p, have);
    rc = find_element(r, want, p, have);
    if (rc == MW_LEX_LITERAL)
        return mw_imap_literal(r, s->scan);
    return rc == MW_OK ? read_state(r, p, s->scan) : rc;
}

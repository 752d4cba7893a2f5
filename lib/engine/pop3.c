/* SPDX-License-Identifier: MIT */
#include "engine/pop3.h"
#include "wire/pop3_line.h"

/* --- events --- */

void mw_pop3_event(struct pop3 *m, int type, int32_t id, size_t skip)
{
    mw_session *s = &m->s;

    mw_event_set(s, type, id, s->in + s->in_off + skip, s->held - skip);
    s->ev.flags = s->flags & MW_S_CUT ? MW_EVF_CUT : 0;
    s->flags |= MW_S_GIVEN;
}

/* The response code the held words begin with: how long it is. */
static size_t code_length(const struct pop3 *m)
{
    return mw_pop3_code(m->s.in + m->s.in_off, m->s.held);
}

void mw_pop3_words(struct pop3 *m, int type, int32_t id)
{
    const mw_session *s = &m->s;
    size_t skip = code_length(m);

    if (skip) {
        skip += 2;
        skip += skip < s->held && s->in[s->in_off + skip] == ' ';
    }
    mw_pop3_event(m, type, id, skip);
}

int mw_pop3_says(const struct pop3 *m, const char *codes)
{
    return mw_pop3_word(codes, m->s.in + m->s.in_off + 1, code_length(m)) != 0;
}

int mw_pop3_refusal(const struct pop3 *m)
{
    return mw_pop3_says(m, "sys/temp\0in-use\0login-delay\0") ? MW_E_REPLY_TEMP : MW_E_REPLY_PERM;
}

/* The event at hand is why something failed. */
static void note_refusal(struct pop3 *m, int code)
{
    mw_session *s = &m->s;

    mw_event_refused(s, code);
    s->err.word = s->in + s->in_off + 1;
    s->err.word_len = (uint16_t)code_length(m);
    s->err.retry = code == MW_E_REPLY_TEMP || code == MW_E_AUTH_LATER || code == MW_E_SERVER_BYE;
}

int mw_pop3_fail(struct pop3 *m, int code)
{
    mw_pop3_words(m, MW_EV_FAILED, 0);
    note_refusal(m, code);
    return code;
}

void mw_pop3_answered(struct pop3 *m)
{
    mw_session *s = &m->s;

    mw_queue_pop(s);
    if (s->released == 0 && s->in_len != s->in_off + s->held)
        s->has |= POP3_HAS_EARLY;
}

int mw_pop3_verdict(struct pop3 *m, int good)
{
    mw_session *s = &m->s;
    int code = good ? MW_OK : mw_pop3_refusal(m);

    mw_pop3_words(m, good ? MW_EV_DONE : MW_EV_REFUSED, s->oldest_id);
    if (!good)
        note_refusal(m, code);
    mw_id_over(s, s->oldest_id, code);
    mw_pop3_answered(m);
    return MW_OK;
}

/* --- replies --- */

/* The command that is being answered. What came before it was sent is no answer to it. */
static struct mw_command *being_answered(const mw_session *s)
{
    struct mw_command *c = mw_queue_front(s);

    return c && !(s->has & POP3_HAS_EARLY) && mw_command_sent(s, c) ? c : NULL;
}

/* A status line is here, its words held. */
static int dispatch(struct pop3 *m, int good)
{
    mw_session *s = &m->s;
    struct mw_command *c = being_answered(s);

    if (!c) /* servers that log out by themselves say so */
        return mw_pop3_fail(m, good ? MW_E_PROTOCOL : MW_E_SERVER_BYE);
    if (c->kind <= POP3_PASS)
        return mw_pop3_open_reply(m, c->kind, good);
    if (c->kind == POP3_QUIT) {
        s->flags |= MW_S_CLEAN;
        good |= !m->deletions;
    } else if (c->kind == POP3_DELE && !good) {
        m->deletions--;
    }
    if (good && c->kind == POP3_STAT)
        return mw_pop3_stat_reply(m);
    if (good && c->kind == POP3_RETR)
        return mw_pop3_body_begins(m);
    if (good && c->kind == POP3_UIDL) {
        mw_pop3_listing_begins(m);
        return MW_AGAIN;
    }
    return mw_pop3_verdict(m, good);
}

static int take_line(struct pop3 *m, char *p, size_t n)
{
    mw_session *s = &m->s;
    size_t at;
    int good;

    if (s->step == POP3_AT_LISTING)
        return mw_pop3_listing_line(m, mw_queue_front(s)->kind, p, n);
    at = mw_pop3_status(p, n);
    good = *p == '+';
    m->dots.lf_ends = !((s->flags & MW_S_CUT) || (s->config & MW_FLAG_STRICT) || p[n] != '\n');
    mw_line_keep(s, at, n - at);
    mw_line_done(s);
    return at ? dispatch(m, good) : mw_pop3_fail(m, MW_E_PROTOCOL);
}

static int pull(mw_session *s)
{
    struct pop3 *m = pop3_of(s);
    struct mw_command *c = mw_queue_front(s);
    char *p;
    size_t n;
    int rc;

    if (s->step == POP3_AT_BODY)
        return mw_pop3_body(m);
    if (s->step == POP3_AT_END) {
        s->step = POP3_AT_REPLY;
        return mw_pop3_verdict(m, 1);
    }
    if (c && c->kind == POP3_GREETING) {
        rc = mw_pop3_greeting_bytes(s);
        if (rc != MW_OK)
            return rc;
    }
    rc = mw_line_get(s, &p, &n);
    if (rc == MW_AGAIN)
        return MW_OK; /* a TRACE event */
    return rc == MW_OK ? take_line(m, p, n) : rc;
}

/* --- what the session asks --- */

static int stage(const mw_session *s)
{
    static const uint8_t stages[] = { MW_AT_GREETING, MW_AT_HELLO, MW_AT_STARTTLS, MW_AT_AUTH,
                                      MW_AT_AUTH };
    const struct mw_command *c = mw_queue_front(s);

    if (!c)
        return MW_AT_IDLE;
    if (c->kind <= POP3_PASS)
        return stages[c->kind - 1];
    if (s->step == POP3_AT_BODY)
        return MW_AT_BODY;
    return c->kind == POP3_QUIT && !((const struct pop3 *)s)->deletions ? MW_AT_QUIT
                                                                        : MW_AT_COMMAND;
}

/* QUIT does the deletions (RFC 1939 6): until it was sent there are none. */
static int lasting(const mw_session *s, const struct mw_command *c)
{
    const struct mw_command *newest = mw_queue_newest(s);

    if (c->kind == POP3_QUIT)
        return ((const struct pop3 *)s)->deletions != 0;
    return c->kind == POP3_DELE && newest->kind == POP3_QUIT && mw_command_sent(s, newest);
}

const struct mw_engine mw_pop3_engine = {
    mw_pop3_start, mw_pop3_secured, pull, stage, lasting, mw_pop3_noop,
    mw_pop3_quit,  NULL,            NULL, { 110, 110, 995 },
};

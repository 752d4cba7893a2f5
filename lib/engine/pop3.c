/* SPDX-License-Identifier: MIT */
#include "engine/pop3.h"
#include "wire/pop3_line.h"

/* --- events --- */

int mw_pop3_event(mw_session *s, int type, int32_t id)
{
    mw_event_set(s, type, id, s->in + s->in_off, s->held);
    if (s->flags & MW_S_CUT)
        s->ev.flags = MW_EVF_CUT;
    s->flags |= MW_S_GIVEN;
    return MW_OK;
}

/* RFC 2449 8.1, RFC 3206 3 */
int mw_pop3_refusal(const mw_session *s)
{
    return mw_pop3_word("[sys/temp\0[in-use\0[login-delay\0", s->in + s->in_off, s->held)
               ? MW_E_REPLY_TEMP
               : MW_E_REPLY_PERM;
}

/* The event at hand is why something failed. */
static void note_refusal(mw_session *s, int code)
{
    mw_event_refused(s, code);
    s->err.word = s->ev.data + 1;
    s->err.word_len = (uint16_t)mw_pop3_code(s->ev.data, s->ev.len);
    s->err.retry = code == MW_E_REPLY_TEMP || code == MW_E_AUTH_LATER || code == MW_E_SERVER_BYE;
}

int mw_pop3_fail(mw_session *s, int code)
{
    mw_pop3_event(s, MW_EV_FAILED, 0);
    note_refusal(s, code);
    return code;
}

int mw_pop3_over(mw_session *s, int type, int code)
{
    mw_pop3_event(s, type, s->oldest_id);
    s->ev.code = code;
    if (code != MW_OK)
        note_refusal(s, code);
    mw_id_over(s, s->oldest_id, code);
    mw_queue_pop(s);
    s->step = s->released || s->in_len == s->in_off + s->held ? POP3_REPLY : POP3_EARLY;
    return MW_OK;
}

/* --- replies --- */

/* A status line is here, its words held. */
static int dispatch(mw_session *s, int good)
{
    struct mw_command *c = mw_queue_front(s);
    struct pop3 *m = pop3_of(s);
    int kind;

    if (!c || s->step == POP3_EARLY || !mw_command_sent(s, c))
        return mw_pop3_fail(s, good ? MW_E_PROTOCOL : MW_E_SERVER_BYE);
    kind = c->kind;
    if (kind <= POP3_PASS)
        return mw_pop3_open_reply(s, kind, good);
    if (good && kind <= POP3_RETR)
        return mw_pop3_data_reply(s, kind);
    if (kind == POP3_DELE)
        m->deletions -= !good;
    if (kind == POP3_QUIT) {
        s->flags |= MW_S_CLEAN;
        good |= !m->deletions;
    }
    return good ? mw_pop3_over(s, MW_EV_DONE, MW_OK)
                : mw_pop3_over(s, MW_EV_REFUSED, mw_pop3_refusal(s));
}

static int take_line(mw_session *s, const char *p, size_t n)
{
    unsigned status;
    size_t at = 0;

    if (s->step == POP3_LISTING)
        return mw_pop3_listing_line(s, p, n);
    status = mw_pop3_word(MW_POP3_STATUS, p, n);
    if (status)
        at = status + 2 + (n > status + 2);
    pop3_of(s)->dots.lf_ends =
        !(s->flags & MW_S_CUT) && !(s->config & MW_FLAG_STRICT) && p[n] == '\n';
    mw_line_keep(s, at, n - at);
    mw_line_done(s);
    return status ? dispatch(s, status == 1) : mw_pop3_fail(s, MW_E_PROTOCOL);
}

static int pull(mw_session *s)
{
    char *p;
    size_t n;
    int rc;

    if (s->step == POP3_BODY)
        return mw_pop3_body(s);
    if (s->step == POP3_END)
        return mw_pop3_over(s, MW_EV_DONE, MW_OK);
    rc = mw_pop3_greeting_bytes(s);
    if (rc == MW_OK)
        rc = mw_line_get(s, &p, &n);
    if (rc == MW_AGAIN)
        return MW_OK; /* a TRACE event */
    return rc == MW_OK ? take_line(s, p, n) : rc;
}

/* --- what the session asks --- */

static int stage(const mw_session *s)
{
    static const uint8_t stages[] = { MW_AT_IDLE,    MW_AT_GREETING, MW_AT_HELLO,   MW_AT_STARTTLS,
                                      MW_AT_AUTH,    MW_AT_AUTH,     MW_AT_COMMAND, MW_AT_COMMAND,
                                      MW_AT_COMMAND, MW_AT_COMMAND,  MW_AT_COMMAND, MW_AT_QUIT };
    const struct mw_command *c = mw_queue_front(s);

    if (s->step == POP3_BODY)
        return MW_AT_BODY;
    if (c && c->kind == POP3_QUIT && ((const struct pop3 *)s)->deletions)
        return MW_AT_COMMAND;
    return stages[c ? c->kind : 0];
}

/* QUIT does the deletions (RFC 1939 6): until it was sent there are none. */
static int lasting(const mw_session *s, const struct mw_command *c)
{
    const struct mw_command *newest = mw_queue_newest(s);

    if (!((const struct pop3 *)s)->deletions || newest->kind != POP3_QUIT)
        return 0;
    return c == newest || (c->kind == POP3_DELE && mw_command_sent(s, newest));
}

const struct mw_engine mw_pop3_engine = {
    mw_pop3_start, mw_pop3_secured, pull, stage, lasting, mw_pop3_noop,
    mw_pop3_quit,  NULL,            NULL, { 110, 110, 995 },
};

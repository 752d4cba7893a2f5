/* SPDX-License-Identifier: MIT */
#include "engine/smtp.h"
#include "base/ascii.h"
#include "wire/smtp_reply.h"

/* RFC 5321 4.2; more lines than this in one reply are a flood. */
#define REPLY_LINES_MAX 1000

/* MW_E_REPLY_TEMP or _PERM; MW_E_PROTOCOL: it is none. */
static int refusal(unsigned code)
{
    if (code < 400)
        return MW_E_PROTOCOL;
    return code < 500 ? MW_E_REPLY_TEMP : MW_E_REPLY_PERM;
}

void mw_smtp_begin(mw_session *s, struct mw_text *t, const char *verb, const char *argument)
{
    mw_out_begin(s, t);
    mw_text_string(t, verb);
    mw_text_string(t, argument);
}

int mw_smtp_end(mw_session *s, struct mw_text *t, int kind, unsigned flags)
{
    mw_text_string(t, "\r\n");
    return mw_out_end(s, t, kind, flags);
}

void mw_smtp_event(struct smtp *m, int type, int32_t id)
{
    mw_session *s = &m->s;

    mw_event_set(s, type, id, s->in + s->in_off, s->held);
    s->ev.code = m->s.code;
    s->ev.num = (uint64_t)m->enhanced;
    s->ev.flags = s->cut ? MW_EVF_CUT : 0;
    s->given = 1;
}

/* The event at hand is why something failed. */
static void note_refusal(struct smtp *m, int code)
{
    mw_event_refused(&m->s, code);
    m->s.err.reply = m->s.code;
    m->s.err.enhanced = m->enhanced;
    m->s.err.retry = refusal(m->s.code) == MW_E_REPLY_TEMP;
    if (m->s.code == 421)
        m->s.bye = 1;
}

int mw_smtp_verdict(struct smtp *m, int good)
{
    mw_session *s = &m->s;
    int code = good ? MW_OK : refusal(m->s.code);

    mw_smtp_event(m, good ? MW_EV_DONE : MW_EV_REFUSED, s->oldest_id);
    if (!good)
        note_refusal(m, code);
    mw_id_over(s, s->oldest_id, code);
    return MW_OK;
}

int mw_smtp_fail(struct smtp *m, int code)
{
    mw_smtp_event(m, MW_EV_FAILED, 0);
    note_refusal(m, code);
    return code;
}

int mw_smtp_refused(struct smtp *m)
{
    return mw_smtp_fail(m, m->s.code == 421 ? MW_E_SERVER_BYE : refusal(m->s.code));
}

int mw_smtp_taken(struct smtp *m)
{
    mw_input_release(&m->s);
    mw_queue_pop(&m->s);
    return MW_AGAIN;
}

int mw_smtp_ready(struct smtp *m)
{
    mw_session *s = &m->s;

    mw_queue_pop(s);
    mw_ready(s);
    mw_smtp_event(m, MW_EV_READY, MW_OPEN_ID);
    mw_id_over(s, MW_OPEN_ID, MW_OK);
    return MW_OK;
}

/* A reply that was due to nothing: only the server's farewell may come unasked. */
static int unasked(struct smtp *m)
{
    return mw_smtp_fail(m, m->s.code == 421 ? MW_E_SERVER_BYE : MW_E_PROTOCOL);
}

/* Before the command was sent whole: a server may give up on a body early, and closes then. */
static int early(struct smtp *m, int kind)
{
    if (!smtp_is_body(kind) || m->s.code < 400)
        return mw_smtp_fail(m, MW_E_PROTOCOL);
    mw_smtp_lose_body(&m->s);
    m->s.bye = 1;
    return mw_smtp_verdict(m, 0);
}

/* MAIL, RCPT, RSET and the rest: good is 2yz (RFC 5321 4.3.2). */
static int simple_reply(struct smtp *m, int kind, unsigned flags)
{
    int good = m->s.code < 300, rc;

    if (flags & MW_CMD_HIDDEN)
        return m->s.code == 421 ? mw_smtp_refused(m) : mw_smtp_taken(m);
    if (kind == SMTP_QUIT) {
        m->s.clean = 1;
        good = 1;
    }
    if (kind == SMTP_MAIL)
        m->accepted = m->verdicts = 0;
    if (kind == SMTP_RCPT)
        m->accepted += (unsigned)good;
    if (!good && kind <= SMTP_RCPT)
        m->refused_code = m->s.code;
    rc = mw_smtp_verdict(m, good);
    mw_queue_pop(&m->s);
    return rc;
}

/* A whole reply is here, its words held. */
static int dispatch(struct smtp *m, const struct mw_command *c)
{
    int kind;

    if (!c)
        return unasked(m);
    kind = c->kind;
    if (!mw_command_sent(&m->s, c))
        return early(m, kind);
    if (kind <= SMTP_AUTH)
        return mw_smtp_open_reply(m, kind);
    if (kind == SMTP_DATA) {
        m->s.body_due = 0;
        if (m->s.code == 354)
            return mw_smtp_data_reply(m);
    }
    if (m->s.code < 400 && (m->s.code >= 300 || kind == SMTP_DATA))
        return mw_smtp_refused(m);
    if (smtp_is_body(kind))
        return mw_smtp_body_reply(m, c);
    return simple_reply(m, kind, c->flags);
}

/* One line of a reply. RFC 5321 4.2.1: all of its lines bear the same code. */
static int take_line(struct smtp *m, int kind, const char *p, size_t n)
{
    mw_session *s = &m->s;
    struct mw_smtp_line line;
    int event = 0;

    if (!mw_smtp_line(&line, p, n) || (m->s.lines && line.code != m->s.code)) {
        m->s.code = 0;
        m->enhanced = 0;
        return mw_smtp_refused(m);
    }
    if (++m->s.lines > REPLY_LINES_MAX)
        return mw_smtp_fail(m, MW_E_FLOOD);
    s->inside = 1;
    m->s.code = line.code;
    if (line.enhanced)
        m->enhanced = line.enhanced;
    if (kind == SMTP_EHLO && m->s.lines > 1 && line.code == 250)
        event = mw_smtp_ehlo_line(m, p + line.text_at, n - line.text_at);
    mw_line_keep(s, line.text_at, n - line.text_at);
    mw_line_done(s);
    if (!line.more) {
        m->s.lines = 0;
        m->s.has |= SMTP_HAS_REPLY;
    }
    if (event) {
        mw_smtp_event(m, MW_EV_CAP, 0);
        return MW_OK;
    }
    if (kind == SMTP_EHLO && line.more)
        mw_input_release(s);
    return MW_AGAIN;
}

static int pull_line(struct smtp *m, int kind)
{
    mw_session *s = &m->s;
    char *p;
    size_t n;
    int rc = mw_line_get(s, &p, &n);

    if (rc == MW_AGAIN) {
        /* A challenge is nobody's business. */
        if (kind == SMTP_AUTH && n > 3 && *p == '3') {
            s->ev.len = 3;
            s->ev.flags |= MW_EVF_REDACTED;
        }
        return MW_OK; /* a TRACE event */
    }
    return rc == MW_OK ? take_line(m, kind, p, n) : rc;
}

static int pull(mw_session *s)
{
    struct smtp *m = smtp_of(s);
    const struct mw_command *c = mw_queue_front(s);
    int kind = c ? c->kind : 0, rc;

    if (m->s.has & SMTP_HAS_REPLY) {
        rc = dispatch(m, c);
        m->enhanced = 0;
        m->s.has &= (uint16_t)~SMTP_HAS_REPLY;
        s->inside = 0;
        return rc;
    }
    if (m->s.has & SMTP_HAS_VERDICT)
        return mw_smtp_lmtp_end(m);
    if (s->bye)
        return s->err.code = MW_E_SERVER_BYE;
    if (m->s.has & SMTP_HAS_NOBODY)
        return mw_smtp_nobody(m);
    if (s->write_due && mw_smtp_writable(m)) {
        s->write_due = 0;
        return mw_event_set(s, MW_EV_WRITE, s->next_id - 1, "", 0);
    }
    if (kind == SMTP_AUTH && (c->flags & MW_CMD_OPEN))
        return mw_smtp_auth_fill(m);
    if (kind == SMTP_GREETING) {
        rc = mw_smtp_greeting_bytes(s);
        if (rc != MW_OK)
            return rc;
    }
    return pull_line(m, kind);
}

static int stage(const mw_session *s)
{
    static const uint8_t stages[] = { MW_AT_IDLE,     MW_AT_GREETING, MW_AT_HELLO,
                                      MW_AT_HELLO,    MW_AT_STARTTLS, MW_AT_AUTH,
                                      MW_AT_COMMAND,  MW_AT_COMMAND,  MW_AT_DATA_START,
                                      MW_AT_BODY,     MW_AT_BODY,     MW_AT_BODY,
                                      MW_AT_COMMAND,  MW_AT_COMMAND,  MW_AT_QUIT };
    const struct mw_command *c = mw_queue_front(s);

    if (!c)
        return s->body            ? MW_AT_BODY
               : s->state == MW_ST_OPENING ? MW_AT_AUTH
                                           : MW_AT_IDLE;
    if (smtp_is_body(c->kind) && mw_command_sent(s, c))
        return MW_AT_DATA_END;
    return stages[c->kind];
}

/* After 421 nothing that came later is taken any more (RFC 5321 3.8). */
static int lasting(const mw_session *s, const struct mw_command *c)
{
    if (s->err.code == MW_E_SERVER_BYE)
        return 0;
    if (c->kind == SMTP_BODY)
        return ((const struct smtp *)(const void *)s)->accepted ? MW_AT_DATA_END : 0;
    return c->kind == SMTP_LAST ? MW_AT_DATA_END : 0;
}

static int quit(mw_session *s)
{
    return mw_out_string(s, "QUIT\r\n", SMTP_QUIT, MW_CMD_LAST);
}

static int noop(mw_session *s)
{
    return mw_out_string(s, "NOOP\r\n", SMTP_OTHER, MW_CMD_LAST);
}

const struct mw_engine mw_smtp_engine = {
    mw_smtp_start, mw_smtp_secured, pull,          stage,           lasting,
    noop,          quit,            mw_smtp_write, mw_smtp_write_end, { 25, 587, 465 }, 1,
    MW_SMTP_QUIRKS, offsetof(struct smtp, quirks),
};

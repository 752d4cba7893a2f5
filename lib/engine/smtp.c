/* SPDX-License-Identifier: MIT */
#include "engine/smtp.h"
#include "base/ascii.h"
#include "wire/smtp_reply.h"

#include <string.h>

/* RFC 5321 4.2; more lines than this in one reply are a flood. */
#define REPLY_LINES_MAX 1000

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

/* What the code at hand means where it is not good. */
static int refusal(const mw_session *s)
{
    return s->code < 400 ? MW_E_PROTOCOL : s->code < 500 ? MW_E_REPLY_TEMP : MW_E_REPLY_PERM;
}

int mw_smtp_verdict(struct smtp *m, int good)
{
    mw_session *s = &m->s;

    if (!good)
        m->refused_code = s->code;
    return mw_verdict(s, good ? MW_OK : refusal(s));
}

int mw_smtp_refused(mw_session *s)
{
    return mw_fail(s, s->bye ? MW_E_SERVER_BYE : refusal(s));
}

/* A reply to nothing, or to a command that was not sent whole. The server may say farewell, or
   give up on a body early, and closes then. */
static int untimely(struct smtp *m, int kind)
{
    mw_session *s = &m->s;

    if (kind < SMTP_BODY || s->code < 400)
        return mw_fail(s, kind || !s->bye ? MW_E_PROTOCOL : MW_E_SERVER_BYE);
    mw_smtp_lose_body(s);
    s->bye = 1;
    return mw_smtp_verdict(m, 0);
}

/* MAIL, RCPT, RSET and the rest: good is 2yz (RFC 5321 4.3.2). */
static int simple_reply(struct smtp *m, int kind)
{
    int good = m->s.code < 300;

    if (kind == SMTP_QUIT)
        m->s.clean = 1;
    if (kind == SMTP_MAIL)
        m->accepted = m->verdicts = 0;
    if (kind == SMTP_RCPT && good && m->accepted != UINT16_MAX)
        m->accepted++;
    return mw_smtp_verdict(m, good || kind == SMTP_QUIT);
}

/* A whole reply is here, its words held. */
static int dispatch(struct smtp *m, struct mw_command *c)
{
    mw_session *s = &m->s;
    int kind = c ? c->kind : 0;

    if (!c || !mw_command_sent(s, c))
        return untimely(m, kind);
    if (kind == SMTP_AUTH)
        return mw_smtp_auth_reply(s);
    if (kind < SMTP_AUTH)
        return s->bye ? mw_smtp_refused(s) : mw_smtp_open_reply(m, kind);
    if (kind == SMTP_DATA) {
        s->body = MW_BODY_NONE;
        if (s->code == 354)
            return mw_smtp_data_reply(m, c);
    }
    if (s->code < 400 && (s->code >= 300 || kind == SMTP_DATA))
        return mw_smtp_refused(s);
    if (kind >= SMTP_BODY)
        return mw_smtp_body_reply(m, c);
    if (c->flags & MW_CMD_HIDDEN)
        return s->bye ? mw_smtp_refused(s) : mw_smtp_taken(s);
    return simple_reply(m, kind);
}

/* Reads a line of the reply at hand, RFC 5321 4.2.1: all of them bear the same code. Some servers
   list what they offer without it. */
static int read_line(mw_session *s, int is_offer, struct mw_smtp_line *line, const char *p,
                     size_t n)
{
    if (mw_smtp_line(line, p, n))
        return !s->lines || line->code == s->code;
    memset(line, 0, sizeof *line);
    line->code = s->code;
    line->more = 1;
    return is_offer && mw_quirk_allowed(s, MW_SMTP_QUIRK_NO_CODE);
}

static int take_line(struct smtp *m, int kind, const char *p, size_t n)
{
    mw_session *s = &m->s;
    struct mw_smtp_line line;
    int is_offer = kind == SMTP_EHLO && s->lines && s->code == 250;

    if (!read_line(s, is_offer, &line, p, n)) {
        s->code = 0;
        s->enhanced = 0;
        return mw_fail(s, MW_E_PROTOCOL);
    }
    if (s->lines++ == REPLY_LINES_MAX)
        return mw_fail(s, MW_E_FLOOD);
    s->inside = 1;
    s->code = line.code;
    if (line.enhanced)
        s->enhanced = line.enhanced;
    p += line.text_at;
    n -= line.text_at;
    if (is_offer)
        mw_smtp_ehlo_line(m, p, n);
    mw_line_keep(s, line.text_at, n);
    mw_line_done(s);
    if (!line.more) {
        s->lines = 0;
        s->replied = 1;
        s->bye |= s->code == 421;
    }
    if (is_offer && !mw_tls_is_due(s))
        return mw_tell(s, MW_EV_CAP, 0, MW_OK);
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

    if (rc == MW_OK)
        return take_line(m, kind, p, n);
    return rc == MW_AGAIN ? MW_OK : rc; /* a TRACE event */
}

static int pull(mw_session *s)
{
    struct smtp *m = smtp_of(s);
    struct mw_command *c = mw_queue_front(s);
    int kind = c ? c->kind : 0, rc;

    if (s->replied) {
        rc = dispatch(m, c);
        s->enhanced = 0;
        s->replied = 0;
        s->inside = 0;
        return rc;
    }
    if (kind == SMTP_VERDICT)
        return mw_smtp_settle(m, c);
    if (s->bye)
        return s->err.code = MW_E_SERVER_BYE;
    if (s->write_due && mw_smtp_writable(m)) {
        s->write_due = 0;
        return mw_event_set(s, MW_EV_WRITE, s->next_id - 1);
    }
    if (kind == SMTP_GREETING) {
        rc = s->held ? MW_OK : mw_greeting_byte(s, '0', '9');
        if (rc != MW_OK)
            return rc;
    }
    return pull_line(m, kind);
}

static int stage(const mw_session *s)
{
    static const uint8_t stages[] = { /* by kind */
        MW_AT_IDLE,       MW_AT_GREETING, MW_AT_HELLO,   MW_AT_HELLO,   MW_AT_STARTTLS, MW_AT_AUTH,
        MW_AT_COMMAND,    MW_AT_COMMAND,  MW_AT_COMMAND, MW_AT_COMMAND, MW_AT_QUIT,
        MW_AT_DATA_START, MW_AT_BODY,     MW_AT_BODY,    MW_AT_BODY,    MW_AT_IDLE
    };
    const struct mw_command *c = mw_queue_front(s);

    if (c && c->kind >= SMTP_BODY && mw_command_sent(s, c))
        return MW_AT_DATA_END;
    if (c)
        return stages[c->kind];
    if (s->body == MW_BODY_OPEN)
        return MW_AT_BODY;
    return s->state == MW_ST_OPENING ? MW_AT_AUTH : MW_AT_IDLE;
}

/* After 421 nothing that came later is taken any more (RFC 5321 3.8). */
static int lasting(const mw_session *s, const struct mw_command *c)
{
    const struct smtp *m = (const void *)s;

    if (s->err.code == MW_E_SERVER_BYE || c->kind < SMTP_BODY || c->kind == SMTP_BDAT ||
        (c->kind == SMTP_BODY && !m->accepted))
        return 0;
    return MW_AT_DATA_END;
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
    mw_smtp_start, mw_smtp_secured, pull,          stage,         lasting,
    noop,          quit,            mw_smtp_login, mw_smtp_write, mw_smtp_write_end,
    NULL,          NULL,            { 25, 587, 465 },
    sizeof(struct smtp), sizeof(struct mw_command), MW_SMTP_QUIRKS,
    offsetof(struct smtp, quirks), 1,
};

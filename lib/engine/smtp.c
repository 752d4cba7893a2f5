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
    int rc;

    mw_text_string(t, "\r\n");
    rc = mw_out_end(s, t, kind, flags);
    return rc == MW_OK && !(flags & MW_CMD_HIDDEN) ? mw_id_new(s) : rc;
}

/* What the code at hand means where it is not good. */
static int refusal(const mw_session *s)
{
    return s->code < 400 ? MW_E_PROTOCOL : s->code < 500 ? MW_E_REPLY_TEMP : MW_E_REPLY_PERM;
}

/* The verdict that the reply at hand is; its command goes. */
static int verdict(struct smtp *m, int good)
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

/* --- verdicts of messages --- */

/* The verdict of a message. */
static int message_over(struct smtp *m, int good)
{
    mw_session *s = &m->s;

    if (good && s->queue_count == 1) /* and nothing was begun since */
        s->has &= (uint16_t)~SMTP_HAS_DIRTY;
    return verdict(m, good);
}

/* Recipients' verdicts, RFC 2033 4.2: one reply for each that was accepted; then the id ends. 421
   is the verdict of all that are left. */
static int lmtp_verdict(struct smtp *m, struct mw_command *c)
{
    mw_session *s = &m->s;

    mw_tell(s, MW_EV_RCPT, s->oldest_id, s->bye && s->replied ? MW_E_SERVER_BYE : MW_OK);
    s->ev.uid = s->ev.num;
    s->ev.num = ++m->verdicts;
    if (s->code < 300)
        s->has |= SMTP_HAS_DELIVERED;
    else
        m->refused_code = s->code;
    if (s->bye || m->verdicts == m->accepted)
        c->kind = SMTP_VERDICT;
    return MW_OK;
}

/* A verdict of our own making: a bad one is the last refusal's. */
static int settle(struct smtp *m, struct mw_command *c)
{
    mw_session *s = &m->s;

    if (m->verdicts < m->accepted)
        return lmtp_verdict(m, c);
    s->code = m->refused_code;
    if (s->has & SMTP_HAS_DELIVERED) {
        s->has &= (uint16_t)~SMTP_HAS_DELIVERED;
        s->code = 250;
    }
    return message_over(m, s->code == 250);
}

/* The body open is not wanted any more. */
static void lose_body(mw_session *s)
{
    s->body = MW_BODY_LOST;
    s->write_due = 0;
}

/* A chunk is refused: the message is over, what comes of it is dropped. */
static void give_up(mw_session *s)
{
    struct mw_command *c;
    unsigned i, is_last;

    for (i = 1; i < s->queue_count; i++) {
        c = mw_queue_at(s, i);
        is_last = !(c->flags & MW_CMD_HIDDEN);
        c->flags |= MW_CMD_HIDDEN | MW_CMD_ENDED;
        if (is_last)
            return;
    }
    mw_smtp_chunk_drop(s);
    lose_body(s);
}

static int body_reply(struct smtp *m, struct mw_command *c)
{
    mw_session *s = &m->s;
    int good = s->code < 300;

    if (c->flags & MW_CMD_HIDDEN) { /* a chunk, or what comes after a refused one */
        if ((good && m->accepted) || (c->flags & MW_CMD_ENDED))
            return mw_taken(s);
        give_up(s);
    } else if ((s->config & MW_FLAG_LMTP) && m->accepted) {
        return lmtp_verdict(m, c);
    }
    if (good && !m->accepted) /* taken, but for nobody */
        return settle(m, c);
    return message_over(m, good);
}

/* --- replies --- */

/* A reply to nothing, or to a command that was not sent whole. The server may say farewell, or
   give up on a body early, and closes then. */
static int untimely(struct smtp *m, int kind)
{
    mw_session *s = &m->s;

    if (!smtp_is_body(kind) || s->code < 400)
        return mw_fail(s, kind || !s->bye ? MW_E_PROTOCOL : MW_E_SERVER_BYE);
    lose_body(s);
    s->bye = 1;
    return verdict(m, 0);
}

/* 354 to DATA; 354 and only 354 opens the body (RFC 5321 4.3.2). */
static int data_reply(struct smtp *m, struct mw_command *c)
{
    mw_session *s = &m->s;

    mw_input_release(s);
    mw_wait_restart(s);
    c->kind = SMTP_BODY;
    c->flags = MW_CMD_OPEN | MW_CMD_TRACED;
    if (m->accepted) {
        s->body = MW_BODY_OPEN;
        s->write_due = 1;
    } else { /* RFC 2920 3.1: end it at once, without a word of the message */
        mw_smtp_write_end(s);
    }
    return MW_AGAIN;
}

/* A whole reply is here, its words held. Good is 2yz (RFC 5321 4.3.2). */
static int dispatch(struct smtp *m, struct mw_command *c, int kind)
{
    mw_session *s = &m->s;
    int good = s->code < 300;

    if (!c || !mw_command_sent(s, c))
        return untimely(m, kind);
    if (kind == SMTP_AUTH)
        return mw_smtp_auth_reply(s);
    if (s->bye && (c->flags & MW_CMD_HIDDEN) && !smtp_is_body(kind))
        return mw_smtp_refused(s);
    if (kind < SMTP_AUTH)
        return mw_smtp_open_reply(m, kind);
    if (kind == SMTP_DATA) {
        s->body = MW_BODY_NONE;
        if (s->code == 354)
            return data_reply(m, c);
    }
    if (s->code < 400 && (!good || kind == SMTP_DATA))
        return mw_smtp_refused(s);
    if (smtp_is_body(kind))
        return body_reply(m, c);
    if (c->flags & MW_CMD_HIDDEN)
        return mw_taken(s);
    if (kind == SMTP_QUIT)
        s->clean = 1;
    if (kind == SMTP_MAIL)
        m->accepted = m->verdicts = 0;
    if (kind == SMTP_RCPT && good && m->accepted != UINT16_MAX)
        m->accepted++;
    return verdict(m, good || kind == SMTP_QUIT);
}

/* Reads a line of the reply at hand, RFC 5321 4.2.1: all of them bear the same code. Some servers
   list what they offer without it. */
static int read_line(mw_session *s, int is_offer, struct mw_smtp_line *line, const char *p,
                     size_t n)
{
    if (mw_smtp_line(line, p, n))
        return !s->lines || line->code == s->code;
    line->code = s->code;
    line->more = 1;
    line->text_at = 0;
    line->enhanced = 0;
    return is_offer && mw_quirk_allowed(s, MW_SMTP_QUIRK_NO_CODE);
}

static int take_line(struct smtp *m, int is_offer, const char *p, size_t n)
{
    mw_session *s = &m->s;
    struct mw_smtp_line line;

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
    n -= line.text_at;
    if (is_offer)
        mw_smtp_ehlo_line(m, p + line.text_at, n);
    mw_line_keep(s, line.text_at, n);
    mw_line_done(s);
    if (!line.more) {
        s->lines = 0;
        s->replied = 1;
        s->bye |= s->code == 421;
    }
    return is_offer && !mw_tls_is_due(s) ? mw_tell(s, MW_EV_CAP, 0, MW_OK) : MW_AGAIN;
}

static int pull_line(struct smtp *m, int kind)
{
    mw_session *s = &m->s;
    int is_offer = kind == SMTP_EHLO && s->lines && s->code == 250, rc;
    char *p;
    size_t n;

    if (is_offer) /* each line for itself */
        mw_input_release(s);
    rc = mw_line_get(s, &p, &n);
    if (rc == MW_OK)
        return take_line(m, is_offer, p, n);
    return rc == MW_AGAIN ? MW_OK : rc; /* a TRACE event */
}

/* A body is open; is there room worth asking for more of it? */
static int is_writable(mw_session *s)
{
    const struct mw_command *c = mw_queue_front(s);

    if (c && c->kind == SMTP_BODY && mw_input_begun(s))
        return 0; /* somebody speaks too early */
    if (mw_out_room(s) < mw_out_bytes(s) / 2)
        return 0;
    return s->begun != SMTP_CHUNKS || s->queue_count < s->queue_cap;
}

static int pull(mw_session *s)
{
    struct smtp *m = smtp_of(s);
    struct mw_command *c = mw_queue_front(s);
    int kind = c ? c->kind : 0, rc = MW_OK;

    if (s->replied) {
        rc = dispatch(m, c, kind);
        s->enhanced = 0;
        s->replied = 0;
        s->inside = 0;
        return rc;
    }
    if (kind == SMTP_VERDICT)
        return settle(m, c);
    if (s->bye)
        return s->err.code = MW_E_SERVER_BYE;
    if (s->write_due && is_writable(s)) {
        s->write_due = 0;
        return mw_event_set(s, MW_EV_WRITE, s->next_id - 1);
    }
    if (kind == SMTP_GREETING && !s->held)
        rc = mw_greeting_byte(s, '0', '9');
    return rc == MW_OK ? pull_line(m, kind) : rc;
}

static int stage(const mw_session *s)
{
    const struct mw_command *c = mw_queue_front(s);

    if (c)
        return smtp_is_body(c->kind) && mw_command_sent(s, c) ? MW_AT_DATA_END
                                                              : c->kind >> SMTP_STAGE_SHIFT;
    if (s->body == MW_BODY_OPEN)
        return MW_AT_BODY;
    return s->state == MW_ST_OPENING ? MW_AT_AUTH : MW_AT_IDLE;
}

/* After 421 nothing that came later is taken any more (RFC 5321 3.8). */
static int lasting(const mw_session *s, const struct mw_command *c)
{
    const struct smtp *m = (const void *)s;

    if (s->err.code == MW_E_SERVER_BYE || !smtp_is_body(c->kind) || (c->flags & MW_CMD_HIDDEN) ||
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
    mw_smtp_secured, pull,          stage,         lasting,
    noop,          quit,            mw_smtp_login, mw_smtp_write, mw_smtp_write_end,
    NULL,          NULL,            { 25, 587, 465 },
    sizeof(struct smtp), sizeof(struct mw_command), MW_SMTP_QUIRKS,
    offsetof(struct smtp, quirks), 1, SMTP_GREETING,
};

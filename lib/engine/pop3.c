/* SPDX-License-Identifier: MIT */
#include "engine/pop3.h"
#include "wire/pop3_line.h"

/* What comes line by line, and what is handed on where it lies. */

int mw_pop3_event(mw_session *s, int type)
{
    mw_tell(s, type, s->oldest_id, MW_OK);
    s->ev.num = ((const struct pop3_command *)mw_queue_front(s))->number;
    return MW_OK;
}

/* --- entries --- */

#define NO_QUIRK MW_POP3_QUIRK_LF /* which is no matter of one entry */

/* Reads ev->num and ev->uid. Returns what is wrong with the entry. */
static unsigned read_entry(mw_event *ev, int kind)
{
    const char *p = ev->data;
    size_t n = ev->len, at = mw_pop3_number(p, n, &ev->num);

    if (ev->num >> 32 || (ev->num == 0 && kind >= POP3_LIST))
        at = 0;
    if (at == 0) {
        ev->num = 0;
        return MW_POP3_QUIRK_ENTRY;
    }
    p += at;
    n -= at;
    if (kind == POP3_UIDL) {
        if (n == 0)
            return MW_POP3_QUIRK_ENTRY;
    } else if (kind != POP3_LAST && !mw_pop3_number(p, n, &ev->uid)) {
        return MW_POP3_QUIRK_SIZE;
    }
    ev->data = p;
    ev->len = n;
    return kind != POP3_LAST && p[-2] == ' ' ? MW_POP3_QUIRK_SPACES : NO_QUIRK;
}

int mw_pop3_entry(mw_session *s, int kind)
{
    mw_event *ev = &s->ev;
    unsigned quirk;

    mw_pop3_event(s, MW_EV_ITEM);
    ev->item = (uint16_t)(kind + MW_ITEM_STAT - POP3_STAT);
    if (kind == POP3_LANG)
        return MW_OK;
    quirk = read_entry(ev, kind);
    if (quirk != NO_QUIRK && !mw_quirk_allowed(s, quirk))
        return mw_pop3_wrong(s);
    if (quirk >= MW_POP3_QUIRK_SIZE)
        ev->flags |= MW_EVF_DAMAGED;
    return MW_OK;
}

/* --- replies of several lines, RFC 1939 3:  *(dot-stuffed line) "." CRLF --- */

static int body(mw_session *s)
{
    struct mw_undots *d = &pop3_of(s)->dots;
    int rc = mw_line_skip(s); /* of a long status line */

    if (rc != MW_OK)
        return rc;
    s->held = (uint32_t)mw_dots_decode(d, s->in + s->in_off, s->in_len - s->in_off,
                                       s->bare_lf);
    s->in_off += d->skip;
    if (s->held)
        return mw_pop3_event(s, MW_EV_DATA);
    if (!d->skip)
        return MW_WANT_READ;
    s->inside = POP3_END;
    return mw_pop3_event(s, MW_EV_MSG_END);
}

static int pull(mw_session *s)
{
    if (s->inside == POP3_BODY)
        return body(s);
    return s->inside == POP3_END ? mw_verdict(s, MW_OK) : mw_pop3_line(s);
}

/* --- what the session asks --- */

static void add_code(mw_session *s)
{
    mw_pop3_code(&s->err);
    if (s->err.reply == MW_POP3_CODE_LOGIN_DELAY)
        s->err.wait_s = pop3_of(s)->delay_s;
}

static int stage(const mw_session *s)
{
    const struct mw_command *c = mw_queue_front(s);

    if (s->inside == POP3_BODY)
        return MW_AT_BODY;
    if (!c)
        return s->state == MW_ST_OPENING ? MW_AT_AUTH : MW_AT_IDLE;
    if (c->kind == POP3_QUIT && !((const struct pop3 *)s)->deletions)
        return MW_AT_QUIT; /* it changes nothing any more (RFC 1939 6) */
    return c->kind < MW_AT_COMMAND ? c->kind : MW_AT_COMMAND;
}

/* Until QUIT was sent there are no deletions. */
static int lasting(const mw_session *s, const struct mw_command *c)
{
    if (c->kind == POP3_DELE && s->sent == s->put)
        c = mw_queue_newest(s);
    return c->kind == POP3_QUIT && ((const struct pop3 *)s)->deletions ? MW_AT_QUIT : 0;
}

const struct mw_engine mw_pop3_engine = {
    mw_pop3_secured, pull, stage, lasting, mw_pop3_noop, mw_pop3_quit, mw_pop3_login,
    NULL, NULL, NULL, add_code, { 110, 110, 995 },
    sizeof(struct pop3), sizeof(struct pop3_command), MW_POP3_QUIRKS,
    offsetof(struct pop3, quirks), 1, POP3_GREETING,
};

/* SPDX-License-Identifier: MIT */
#include "engine/pop3.h"
#include "wire/pop3_line.h"

/* Lines. Replies find their command by their order; listings are told line by line. */

/* More lines than this are a flood. */
#define LISTING_MAX ((1u << 24) - 1)

int mw_pop3_wrong(mw_session *s)
{
    return mw_fail(s, MW_E_PROTOCOL);
}

static int reply(mw_session *s, unsigned status)
{
    const struct pop3_command *c = (const void *)mw_queue_front(s);
    struct pop3 *m = pop3_of(s);
    int kind;

    if (!c || !mw_command_sent(s, &c->c)) {
        if (status == POP3_ERR)
            return mw_fail(s, MW_E_SERVER_BYE);
        status = 0;
    }
    if (!status || (status == POP3_CONTINUE && (c->c.kind != POP3_LOGIN || !s->mechanism)))
        return mw_pop3_wrong(s);
    kind = c->c.kind;
    if (kind <= POP3_LOGIN)
        return mw_pop3_open_reply(s, kind, status);
    if (kind == POP3_QUIT) {
        s->clean = 1;
        if (!m->deletions)
            status = POP3_OK; /* nothing depended on it */
    }
    if (status != POP3_OK) {
        m->deletions -= kind == POP3_DELE;
        return mw_verdict(s, MW_E_REPLY_PERM);
    }
    if (kind == POP3_RSET && s->queue_count == 1) /* else some may stand behind it */
        m->deletions = 0;
    if (kind < POP3_STAT || kind > POP3_RETR)
        return mw_verdict(s, MW_OK);
    if (kind >= POP3_TOP) {
        s->inside = POP3_BODY;
        return mw_pop3_event(s, MW_EV_MSG);
    }
    if (kind >= POP3_LIST && c->number == 0)
        return mw_pop3_listing(s, LISTING_MAX);
    s->inside = POP3_END;
    return mw_pop3_entry(s, kind);
}

/* --- lines --- */

int mw_pop3_listing(mw_session *s, uint32_t most)
{
    mw_input_release(s);
    s->inside = POP3_LISTING;
    s->progress = most;
    return MW_AGAIN;
}

/* The held words are a line of a listing, or its end. */
static int listing_line(mw_session *s, int dot)
{
    int kind = mw_queue_front(s)->kind, is_capa = kind == POP3_CAPA;

    if (dot && !s->held)
        return is_capa ? mw_pop3_open_reply(s, kind, POP3_OK) : mw_verdict(s, MW_OK);
    if (s->progress-- == 0)
        return mw_fail(s, MW_E_FLOOD);
    return is_capa ? mw_pop3_capability(s) : mw_pop3_entry(s, kind);
}

static int take_line(mw_session *s, struct mw_words *l)
{
    struct mw_words line = *l;
    int dot = s->inside && *line.p == '.';
    unsigned status = mw_pop3_find(MW_POP3_STATUS, l);

    if (!status || (s->inside && (status != POP3_OK ||
                                  !mw_quirk_allowed(s, MW_POP3_QUIRK_LISTED_OK)))) {
        l->p = line.p + dot;
        l->n = line.n - (size_t)dot;
    }
    s->in_off = (uint32_t)(l->p - s->in);
    s->held = (uint32_t)l->n;
    mw_line_done(s);
    return s->inside ? listing_line(s, dot) : reply(s, status);
}

int mw_pop3_line(mw_session *s)
{
    struct mw_words l;
    /* nothing was said before the greeting */
    int rc = s->put || s->inside ? MW_OK : mw_greeting_byte(s, '+', '-');

    if (rc == MW_OK)
        rc = mw_line_get(s, &l.p, &l.n);
    if (rc != MW_OK)
        return rc == MW_AGAIN ? MW_OK : rc; /* a TRACE event */
    if (s->bare_lf && !s->cut && !mw_quirk_allowed(s, MW_POP3_QUIRK_LF))
        return mw_pop3_wrong(s);
    return take_line(s, &l);
}

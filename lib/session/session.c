/* SPDX-License-Identifier: MIT */
#include "sasl/sasl.h"
#include "session/session.h"

#include <string.h>

/* The calls every protocol has, and the byte ports. */

int mw_open(mw_session *s)
{
    if (s->state != MW_ST_NEW)
        return MW_E_USAGE;
    s->state = MW_ST_CONNECTING;
    s->next_id = MW_OPEN_ID + 1;
    mw_pump_clock(s);
    mw_wait_restart(s);
    return MW_OPEN_ID;
}

static int32_t submit(mw_session *s, int (*encode)(mw_session *))
{
    int rc = mw_submit_check(s, 1);

    if (rc == MW_OK)
        rc = encode(s);
    return rc == MW_OK ? mw_id_new(s) : rc;
}

int mw_noop(mw_session *s)
{
    return submit(s, s->engine->noop);
}

int mw_quit(mw_session *s)
{
    int id = submit(s, s->engine->quit);

    if (id > 0)
        s->state = MW_ST_QUITTING;
    return id;
}

/* No body is open: why, or MW_OK if it was refused while it was written. */
static int no_body(const mw_session *s)
{
    if (s->state == MW_ST_ENDED && s->err.code)
        return s->err.code;
    return s->body == MW_BODY_LOST ? MW_OK : MW_E_USAGE;
}

int mw_write(mw_session *s, const void *data, size_t len, size_t *taken)
{
    int rc;

    *taken = 0;
    if (s->body == MW_BODY_OPEN)
        return s->engine->write(s, data, len, taken);
    rc = no_body(s);
    *taken = rc == MW_OK ? len : 0;
    return rc;
}

int mw_write_end(mw_session *s)
{
    int rc = s->body == MW_BODY_OPEN ? s->engine->write_end(s) : no_body(s);

    if (rc != MW_OK)
        return rc;
    if (s->body != MW_BODY_MORE)
        s->body = MW_BODY_NONE;
    s->write_due = 0;
    return s->next_id - 1;
}

void mw_cancel(mw_session *s)
{
    s->flags |= MW_S_CANCEL;
}

void mw_deadline(mw_session *s, uint32_t ms)
{
    mw_pump_clock(s);
    s->until_ms = s->now_ms + ms;
    s->flags = (uint8_t)(ms ? s->flags | MW_S_DEADLINE : s->flags & ~MW_S_DEADLINE);
}

const mw_error *mw_last_error(const mw_session *s)
{
    return &s->err;
}

const mw_event *mw_last_event(const mw_session *s)
{
    return &s->ev;
}

uint64_t mw_caps(const mw_session *s)
{
    return s->caps;
}

uint32_t mw_mechanisms(const mw_session *s)
{
    return s->mechanisms & (uint32_t)~MW_AUTH_COMMAND;
}

unsigned mw_quirk(const mw_session *s, unsigned quirk)
{
    return quirk < s->engine->quirks ? ((const uint8_t *)s)[s->engine->quirks_at + quirk] : 0;
}

uint32_t mw_want(const mw_session *s)
{
    return s->want;
}

intptr_t mw_handle(const mw_session *s)
{
    const mw_transport *t = s->transport;

    return t && t->handle ? t->handle(t->ctx) : -1;
}

/* --- byte ports --- */

static int has_port(const mw_session *s)
{
    return !s->transport && s->state >= MW_ST_OPENING && s->state < MW_ST_ENDING;
}

int mw_in(mw_session *s, void **buf, size_t *cap)
{
    *cap = has_port(s) && !s->given ? mw_input_room(s, buf) : 0;
    return *cap ? MW_OK : MW_WANT_WRITE;
}

void mw_in_done(mw_session *s, size_t n)
{
    if (n == 0)
        s->flags |= MW_S_EOF;
    s->in_len += (uint32_t)n;
    mw_wait_moved(s, n);
}

int mw_out(mw_session *s, const void **buf, size_t *len)
{
    *len = has_port(s) ? s->gate - s->sent : 0;
    *buf = s->out;
    return *len ? MW_OK : MW_WANT_READ;
}

void mw_out_done(mw_session *s, size_t n)
{
    s->sent += (uint32_t)n;
    memmove(s->out, s->out + n, s->put - s->sent);
    mw_wait_moved(s, n);
    if (s->sent == s->gate) /* the peer's turn */
        mw_wait_restart(s);
}

void mw_set_now(mw_session *s, uint64_t ms)
{
    s->now_ms = (uint32_t)ms;
    s->flags |= MW_S_CLOCK;
}

/* SPDX-License-Identifier: MIT */
#include "session/session.h"

/* The blocking calls: the same pump with the wait inside. */

/* MW_OK; MW_E_USAGE: the transport cannot wait; MW_E_CANCELLED. */
static int wait_now(mw_session *s)
{
    const mw_transport *t = s->transport;

    if (!t || !t->wait)
        return MW_E_USAGE;
    return t->wait(t->ctx, s->want, mw_timeout(s)) ? MW_E_CANCELLED : MW_OK;
}

/* Wants body bytes: a body is open, and no WRITE event is due that tells of room. */
static int wants_body(const mw_session *s, int id)
{
    return s->body >= MW_BODY_OPEN && !s->write_due && id == s->next_id - 1;
}

const mw_event *mw_each(mw_session *s, int id)
{
    const struct mw_command *c;
    const mw_event *ev;
    int rc;

    if (wants_body(s, id) || id < s->oldest_id || id >= s->next_id)
        return NULL;
    c = mw_id_command(s, id);
    if (c && (c->flags & MW_CMD_EARLY))
        return NULL;
    while ((ev = mw_next(s)) == NULL) {
        rc = wait_now(s);
        if (rc == MW_E_CANCELLED)
            mw_cancel(s);
        else if (rc != MW_OK)
            return NULL;
    }
    if (ev->flags & MW_EVF_LAST)
        return NULL;
    return ev->id == id && (ev->type == MW_EV_WRITE || id == s->over_id) ? NULL : ev;
}

int mw_run(mw_session *s, int id)
{
    if (id <= 0)
        return id ? id : MW_E_USAGE;
    while (mw_each(s, id))
        ;
    if (id == s->over_id)
        return s->over_code;
    return wants_body(s, id) ? MW_OK : MW_E_USAGE;
}

/* Lets out what may go. */
static void push(mw_session *s)
{
    s->want = 0;
    while (mw_gate_move(s)) /* a TRACE event, which nobody waits for here */
        ;
    mw_pump_send(s);
}

/* Waits for room. While there is something to send, only for that: the events of earlier commands
   stay for the caller. */
static int make_room(mw_session *s)
{
    const mw_event *ev = NULL;

    mw_pump_clock(s);
    if (mw_timeout(s) == 0)
        mw_broken(s, MW_E_TIMEOUT);
    else if (!s->want || (s->flags & MW_S_CANCEL))
        ev = mw_next(s);
    if (s->state >= MW_ST_ENDING)
        return s->err.code;
    return ev ? MW_OK : wait_now(s);
}

int mw_write_all(mw_session *s, const void *data, size_t len)
{
    const char *p = data;
    size_t n;
    int rc;

    do {
        rc = mw_write(s, p, len, &n);
        if (rc != MW_OK)
            break;
        p += n;
        len -= n;
        push(s);
        if (len && n == 0)
            rc = make_room(s);
    } while (len && rc == MW_OK);
    return rc;
}

/* SPDX-License-Identifier: MIT */
#include "engine/imap_line.h"

#include <string.h>

/* What cannot go out at once: pieces of a command behind literals (imap_line.h), the end of IDLE,
   commands that must be alone, bodies. Only the newest command that was let out can wait. */

static struct mw_command *newest_out(const mw_session *s)
{
    return s->released ? mw_queue_at(s, s->released - 1u) : NULL;
}

int mw_imap_is_begun(const struct imap *m, const struct mw_command *c)
{
    const mw_session *s = &m->s;

    if (c != newest_out(s))
        return 0;
    if (c->kind == IMAP_APPEND && (c->flags & MW_CMD_OPEN) && s->gate == c->end)
        return (int32_t)(s->sent - m->body_at) >= 0;
    return s->gate != c->end && s->gate == s->sent;
}

/* Lets the next piece of the command that waits out. */
static void let_out(mw_session *s)
{
    struct mw_command *c = newest_out(s);
    uint32_t n;

    memcpy(&n, s->out, sizeof n);
    mw_out_done(s, sizeof n);
    s->gate = s->sent + n;
    if (s->gate == c->end)
        c->flags &= (uint8_t)~MW_CMD_LAST;
    mw_wait_restart(s);
}

/* Takes what was not let out of it back. */
static void drop_rest(mw_session *s, struct mw_command *c)
{
    uint32_t n = c->end - s->gate;
    unsigned i;

    memmove(s->out, s->out + n, s->put - c->end); /* all before was sent */
    s->put -= n;
    for (i = s->released - 1u; i < s->queue_count; i++)
        mw_queue_at(s, i)->end -= n;
}

int mw_imap_cut_short(struct imap *m, struct mw_command *c, int good)
{
    mw_session *s = &m->s;

    if (!mw_imap_is_begun(m, c))
        return 1;
    if (good && c->kind != IMAP_IDLE)
        return 0; /* it cannot know what was not sent */
    m->idling = 0;
    if (c->flags & MW_CMD_OPEN)
        m->sink->lose(m);
    if (s->gate != c->end)
        drop_rest(s, c);
    return 1;
}

int mw_imap_plus(struct imap *m)
{
    mw_session *s = &m->s;
    const struct mw_command *c = newest_out(s);
    uint32_t tag = m->next_tag - (s->queue_count - s->released) - 1u;

    if (!c || s->sent != s->gate || tag >= m->r.number || m->idling)
        return 0;
    if (s->gate == c->end)
        return c->kind == IMAP_APPEND && m->sink->begins(m);
    if (c->kind == IMAP_IDLE) {
        m->idling = 1;
        m->idle_since_ms = s->now_ms;
    } else {
        let_out(s);
    }
    return 1;
}

/* --- IDLE (RFC 2177) --- */

uint32_t mw_imap_alarm(const mw_session *s)
{
    const struct imap *m = (const struct imap *)s;
    uint32_t gone = s->now_ms - m->idle_since_ms;

    if (!m->idling || !(s->flags & MW_S_CLOCK) || s->state >= MW_ST_ENDING)
        return UINT32_MAX;
    return gone < m->idle_ms ? m->idle_ms - gone : 0;
}

static int idle(struct imap *m)
{
    struct imap_line l;

    mw_imap_line(&l, &m->s);
    mw_imap_need(&l, IMAP_CAP(IDLE));
    mw_imap_put(&l, "IDLE\r\n");
    mw_imap_put_pause(&l);
    mw_imap_put(&l, "DONE");
    return mw_imap_queue(&l, IMAP_IDLE, 0);
}

int mw_imap_idle(mw_session *s)
{
    int rc = idle(imap_of(s));

    if (rc != MW_OK)
        return rc;
    imap_of(s)->idle_over = 0;
    return mw_id_new(s);
}

int mw_imap_idle_done(mw_session *s)
{
    const struct mw_command *c = mw_queue_newest(s);

    if (s->state != MW_ST_READY || !s->queue_count || c->kind != IMAP_IDLE ||
        (c->flags & MW_CMD_EARLY))
        return MW_E_USAGE;
    imap_of(s)->idle_over = 1;
    return s->next_id - 1;
}

int mw_imap_idle_again(struct imap *m)
{
    mw_session *s = &m->s;

    if (!m->idle_again || m->idle_over || s->queue_count != 1 || s->state != MW_ST_READY ||
        !mw_imap_offers(m, IMAP_CAP(IDLE)))
        return 0;
    mw_input_release(s);
    mw_queue_pop(s);
    idle(m); /* nothing else is in the output */
    return 1;
}

/* --- whose turn it is --- */

int mw_imap_turn(struct imap *m)
{
    mw_session *s = &m->s;
    struct mw_command *c = mw_queue_at(s, 0);
    int is_newest = s->queue_count == s->released;

    if (s->released == 0 && s->queue_count && (c->flags & MW_CMD_HOLD)) {
        c->flags &= (uint8_t)~MW_CMD_HOLD;
        return MW_AGAIN;
    }
    if (m->padding)
        return m->sink->pad(m);
    if (!m->idling || !(m->idle_over || !is_newest || mw_imap_alarm(s) == 0))
        return MW_WANT_READ;
    m->idle_again = (uint8_t)is_newest;
    m->idling = 0;
    let_out(s);
    return MW_AGAIN;
}

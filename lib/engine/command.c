/* SPDX-License-Identifier: MIT */
#include "engine/engine.h"

#include <string.h>

/* --- output --- */

static uint32_t waiting(const mw_session *s)
{
    return s->put - s->sent;
}

int mw_out_empty(const mw_session *s)
{
    return s->put == s->sent;
}

char *mw_out_tail(const mw_session *s)
{
    return s->out + waiting(s);
}

size_t mw_out_room(const mw_session *s)
{
    return mw_out_bytes(s) - waiting(s);
}

void mw_out_begin(const mw_session *s, struct mw_text *t)
{
    t->p = mw_out_tail(s);
    t->len = 0;
    t->cap = (size_t)(s->in - t->p); /* mw_out_room */
}

int mw_out_end(mw_session *s, const struct mw_text *t, int kind, unsigned flags)
{
    struct mw_command *c;

    if (t->len > mw_out_bytes(s))
        return MW_E_TOO_LONG;
    if (t->len > t->cap || s->queue_count == s->queue_cap)
        return MW_WANT_WRITE;
    if (mw_out_empty(s) && s->queue_count == 0)
        mw_wait_restart(s);
    s->put += (uint32_t)t->len;
    s->queue_count++;
    c = mw_queue_newest(s);
    c->end = s->put;
    c->kind = (uint8_t)kind;
    c->flags = (uint8_t)flags;
    c->head = 0;
    return MW_OK;
}

int mw_out_string(mw_session *s, const char *string, int kind, unsigned flags)
{
    struct mw_text t;

    mw_out_begin(s, &t);
    mw_text_string(&t, string);
    return mw_out_end(s, &t, kind, flags);
}

void mw_out_grow(mw_session *s, size_t n)
{
    struct mw_command *c = mw_queue_newest(s);

    if (mw_out_empty(s)) /* it was the caller who was silent */
        mw_wait_restart(s);
    s->put += (uint32_t)n;
    c->end = s->put;
    if (s->released == s->queue_count)
        s->gate = s->put;
}

/* --- queue --- */

struct mw_command *mw_queue_at(const mw_session *s, unsigned i)
{
    i += s->queue_head;
    return (void *)mw_queue_place(s, i < s->queue_cap ? i : i - s->queue_cap);
}

struct mw_command *mw_queue_front(const mw_session *s)
{
    return s->released ? mw_queue_at(s, 0) : NULL;
}

struct mw_command *mw_queue_newest(const mw_session *s)
{
    return mw_queue_at(s, s->queue_count - 1u);
}

void mw_queue_pop(mw_session *s)
{
    s->queue_head = (uint16_t)(s->queue_head + 1u < s->queue_cap ? s->queue_head + 1u : 0);
    s->queue_count--;
    s->released--;
    mw_wait_restart(s);
}

int mw_taken(mw_session *s)
{
    mw_input_release(s);
    mw_queue_pop(s);
    return MW_AGAIN;
}

int mw_command_sent(const mw_session *s, const struct mw_command *c)
{
    return !(c->flags & MW_CMD_OPEN) && (int32_t)(s->sent - c->end) >= 0;
}

int mw_submit_check(const mw_session *s, unsigned commands)
{
    if (s->state != MW_ST_READY || s->body >= MW_BODY_DUE)
        return MW_E_USAGE;
    return s->queue_cap - s->queue_count < (int)commands ? MW_WANT_WRITE : MW_OK;
}

int32_t mw_id_new(mw_session *s)
{
    s->body = MW_BODY_NONE;
    return s->next_id++;
}

/* --- the gate --- */

/* Whether the first command that is not released may be. */
static int may_release(const mw_session *s, const struct mw_command *c)
{
    if (s->bye || (c->flags & MW_CMD_HOLD))
        return 0;
    if (s->released == 0)
        return !(s->engine->in_order && mw_input_begun(s));
    return s->pipeline && !(mw_queue_at(s, s->released - 1u)->flags & MW_CMD_LAST);
}

/* The line of a command, which begins where the gate stands, as a TRACE event. */
static void trace_command(mw_session *s, struct mw_command *c)
{
    const char *p = s->out + (s->gate - s->sent);
    size_t n = c->end - s->gate;
    const char *cr = memchr(p, '\r', n);

    c->flags |= MW_CMD_TRACED;
    if (cr)
        n = (size_t)(cr - p);
    if (c->flags & MW_CMD_SECRET)
        n = c->head;
    mw_event_trace(s, p, n, c->flags & MW_CMD_SECRET ? MW_EVF_REDACTED : 0);
}

int mw_gate_move(mw_session *s)
{
    while (s->released != s->queue_count) {
        struct mw_command *c = mw_queue_at(s, s->released);
        uint32_t head;

        if (!may_release(s, c))
            break;
        if ((s->config & MW_FLAG_TRACE) && !(c->flags & MW_CMD_TRACED)) {
            trace_command(s, c);
            return 1;
        }
        s->released++;
        head = c->flags & MW_CMD_SECRET ? 0 : c->head & MW_HEAD_BYTES;
        s->gate = head ? s->gate + head : c->end;
        if (s->released == 1)
            mw_wait_restart(s);
    }
    return 0;
}

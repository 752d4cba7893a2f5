/* SPDX-License-Identifier: MIT */
#include "session/session.h"

#include <string.h>

/* The pump between engine and transport: one step at a time, never waiting. It does not know
   which protocol runs. */

/* What a step returns besides errors. */
#define STEP_AGAIN 1 /* something moved */
#define STEP_EVENT 2 /* s->ev is for the caller */
#define STEP_WAIT 3  /* nothing can be done now; s->want says for what */

void mw_pump_clock(mw_session *s)
{
    const mw_transport *t = s->transport;

    if (t && t->now) {
        s->now_ms = (uint32_t)t->now(t->ctx);
        s->flags |= MW_S_CLOCK;
    }
}

static int wait_for(mw_session *s, int rc)
{
    s->want |= rc == MW_WANT_READ ? MW_POLL_READ : MW_POLL_WRITE;
    return STEP_WAIT;
}

static int is_want(int rc)
{
    return rc == MW_WANT_READ || rc == MW_WANT_WRITE;
}

/* --- the end --- */

/* What is going on. */
static int stage_now(const mw_session *s)
{
    return s->state == MW_ST_CONNECTING ? MW_AT_CONNECT
           : s->state == MW_ST_SECURING ? MW_AT_TLS
                                        : s->engine->stage(s);
}

/* From here on ids are ended one by one, then the session. */
static int fail(mw_session *s, int code)
{
    const mw_transport *t = s->transport;
    int stage = stage_now(s);

    if (s->err.code != code) { /* the engine had nothing to say about it */
        memset(&s->err, 0, sizeof s->err);
        s->err.text = s->err.word = "";
        s->err.code = code;
        s->err.retry = code <= MW_E_DNS && code > MW_E_TLS;
    }
    s->err.stage = (uint8_t)stage;
    if (t && t->explain)
        t->explain(t->ctx, &s->err);
    s->err.advice = mw_advice(s, &s->err);
    if (s->flags & MW_S_CLEAN) {
        memset(&s->err, 0, sizeof s->err);
        s->err.text = s->err.word = s->err.advice = "";
    }
    s->state = MW_ST_ENDING;
    return STEP_AGAIN;
}

/* QUIT had its answer, or will never have one: it makes no difference to anybody. */
static int fail_quietly(mw_session *s, int code)
{
    if (s->state == MW_ST_QUITTING && s->queue_count == 1 &&
        !s->engine->lasting(s, mw_queue_at(s, 0)))
        s->flags |= MW_S_CLEAN;
    return fail(s, code);
}

/* The next command with an id that has not ended; its place, or queue_count: there is none, and
   the id's bytes never came into the queue. */
static unsigned next_open(const mw_session *s)
{
    unsigned i = 0;

    while (i < s->queue_count && (mw_queue_at(s, i)->flags & (MW_CMD_HIDDEN | MW_CMD_ENDED)))
        i++;
    return i;
}

static int end_id(mw_session *s)
{
    unsigned i = next_open(s);
    struct mw_command *c = i < s->queue_count ? mw_queue_at(s, i) : NULL;
    int type = MW_EV_ABORTED;

    if (c && s->err.code != MW_E_SERVER_BYE && mw_command_sent(s, c) && s->engine->lasting(s, c))
        type = MW_EV_UNKNOWN;
    if (s->flags & MW_S_CLEAN)
        type = MW_EV_DONE;
    mw_event_set(s, type, s->oldest_id, s->err.text, s->err.text_len);
    s->ev.code = s->err.code;
    if (c)
        c->flags |= MW_CMD_ENDED;
    mw_id_over(s, s->oldest_id, s->err.code);
    return STEP_EVENT;
}

static int end_session(mw_session *s)
{
    const mw_transport *t = s->transport;

    if (t && t->close)
        t->close(t->ctx);
    s->state = MW_ST_ENDED;
    s->flags &= ~(MW_S_BODY | MW_S_WRITE_DUE | MW_S_OPEN_ID);
    mw_event_set(s, s->flags & MW_S_CLEAN ? MW_EV_CLOSED : MW_EV_FAILED, 0, s->err.text,
                 s->err.text_len);
    s->ev.code = s->err.code;
    s->ev.flags = MW_EVF_LAST;
    return STEP_EVENT;
}

static int ending(mw_session *s)
{
    if (s->flags & MW_S_OPEN_ID) {
        s->flags &= ~MW_S_OPEN_ID;
        mw_id_over(s, MW_OPEN_ID, s->err.code);
    }
    return s->oldest_id < s->next_id ? end_id(s) : end_session(s);
}

/* --- time --- */

/* The field of mw_timeouts that counts at a stage, and its default; field 0: no limit. */
struct limit {
    uint8_t at;
    uint8_t seconds_5; /* in units of five seconds; 0: two seconds */
};

#define LIMIT(field, seconds) { offsetof(mw_timeouts, field), (seconds) / 5 }

static const struct limit limits[] = {
    { 0, 0 },
    LIMIT(connect_ms, 30), /* MW_AT_DNS */
    LIMIT(connect_ms, 30),
    LIMIT(tls_ms, 60),
    LIMIT(greeting_ms, 300),
    LIMIT(command_ms, 300), /* MW_AT_HELLO */
    LIMIT(command_ms, 300),
    LIMIT(command_ms, 300),
    LIMIT(command_ms, 300),
    LIMIT(body_ms, 180),
    LIMIT(data_end_ms, 600),
    LIMIT(quit_ms, 2),
    LIMIT(command_ms, 300), /* MW_AT_IDLE, with something to be sent */
    LIMIT(data_start_ms, 120),
};

uint32_t mw_pump_limit_ms(const mw_session *s)
{
    int stage = stage_now(s);
    const struct limit *limit = &limits[stage];
    uint32_t ms = 0;

    /* While a body or nothing is under way and all is sent, it is the caller who is silent. */
    if (mw_out_empty(s) && (stage == MW_AT_IDLE || (stage == MW_AT_BODY && (s->flags & MW_S_BODY))))
        return UINT32_MAX;
    if (s->timeouts)
        memcpy(&ms, (const char *)s->timeouts + limit->at, sizeof ms);
    if (ms == 0)
        ms = limit->seconds_5 ? limit->seconds_5 * 5000u : 2000u;
    return ms;
}

static int is_late(const mw_session *s)
{
    uint32_t limit = mw_pump_limit_ms(s);

    if (!(s->flags & MW_S_CLOCK))
        return 0;
    return (limit != UINT32_MAX && s->now_ms - s->since_ms >= limit) ||
           ((s->flags & MW_S_DEADLINE) && (int32_t)(s->now_ms - s->until_ms) >= 0);
}

/* --- the transport --- */

static int connecting(mw_session *s)
{
    const mw_transport *t = s->transport;
    int rc = MW_OK;

    if (t && t->open)
        rc = t->open(t->ctx, mw_session_string(s, MW_STR_ADDRESS), s->port);
    if (is_want(rc))
        return wait_for(s, rc);
    if (rc != MW_OK)
        return fail(s, rc);
    mw_wait_restart(s);
    if (s->security == MW_TLS) {
        s->state = MW_ST_SECURING;
    } else {
        s->state = MW_ST_OPENING;
        s->engine->start(s);
    }
    return STEP_AGAIN;
}

static void secured(mw_session *s)
{
    mw_wait_restart(s);
    s->state = MW_ST_OPENING;
    s->flags |= MW_S_SECURE;
    if (s->security == MW_TLS)
        s->engine->start(s);
    else
        s->engine->secured(s);
}

static int securing(mw_session *s)
{
    const mw_transport *t = s->transport;
    int rc = MW_E_TLS;

    if (!t) {
        if (s->flags & MW_S_ASKED)
            return STEP_WAIT;
        s->flags |= MW_S_ASKED;
        mw_event_set(s, MW_EV_SECURE, 0, "", 0);
        return STEP_EVENT;
    }
    if (t->secure)
        rc = t->secure(t->ctx, mw_session_string(s, MW_STR_HOST));
    if (is_want(rc))
        return wait_for(s, rc);
    if (rc != MW_OK)
        return fail(s, rc);
    secured(s);
    return STEP_AGAIN;
}

void mw_secured(mw_session *s, int rc)
{
    if (s->state != MW_ST_SECURING || s->transport)
        return;
    if (rc != MW_OK)
        fail(s, rc);
    else
        secured(s);
}

void mw_broken(mw_session *s, int rc)
{
    if (s->state != MW_ST_NEW && s->state < MW_ST_ENDING)
        fail_quietly(s, rc < 0 ? rc : MW_E_CONN_LOST);
}

void mw_out_done(mw_session *s, size_t n)
{
    s->sent += (uint32_t)n;
    s->out_off += (uint32_t)n;
    if (mw_out_empty(s))
        s->out_off = 0;
    mw_wait_moved(s, n);
}

int mw_pump_send(mw_session *s)
{
    const mw_transport *t = s->transport;
    size_t n = 0;
    int rc = MW_OK;

    while (s->gate != s->sent && !(s->flags & MW_S_SEND_DEAD)) {
        if (!t)
            return wait_for(s, MW_WANT_WRITE);
        rc = t->send(t->ctx, s->out + s->out_off, s->gate - s->sent, &n);
        if (is_want(rc))
            return wait_for(s, rc);
        if (rc != MW_OK) {
            s->flags |= MW_S_SEND_DEAD;
            break;
        }
        mw_out_done(s, n);
    }
    return STEP_AGAIN;
}

/* The stream is over. Inside something it was cut off; between things the connection is gone. */
static int ended(mw_session *s, int rc)
{
    int inside = s->in_len != s->in_off || (s->flags & (MW_S_SKIP | MW_S_INSIDE)) ||
                 rc == MW_E_TRUNCATED;

    if (rc != MW_EOF && rc != MW_E_TRUNCATED)
        return fail_quietly(s, rc);
    return fail_quietly(s, inside ? MW_E_TRUNCATED : MW_E_CONN_LOST);
}

static int receive(mw_session *s)
{
    const mw_transport *t = s->transport;
    char *to;
    size_t room, n = 0;
    int rc;

    if (!t) {
        s->want |= MW_POLL_READ;
        return s->flags & MW_S_EOF ? ended(s, MW_EOF) : STEP_WAIT;
    }
    room = mw_input_room(s, &to);
    rc = t->recv(t->ctx, to, room, &n);
    if (is_want(rc))
        return wait_for(s, rc);
    if (rc != MW_OK)
        return ended(s, rc);
    mw_in_done(s, n);
    return STEP_AGAIN;
}

/* --- the dialogue --- */

static int dialogue(mw_session *s)
{
    int rc;

    if (mw_gate_move(s))
        return STEP_EVENT;
    mw_pump_send(s);
    rc = s->engine->pull(s);
    if (rc == MW_OK)
        return STEP_EVENT;
    if (rc == MW_AGAIN)
        return STEP_AGAIN;
    if (rc == MW_SECURE) {
        s->state = MW_ST_SECURING;
        return STEP_AGAIN;
    }
    if (rc != MW_WANT_READ)
        return fail_quietly(s, rc);
    if (s->flags & MW_S_CLEAN)
        return fail(s, MW_E_CONN_LOST);
    return receive(s);
}

static int step(mw_session *s)
{
    if (s->state == MW_ST_ENDING)
        return ending(s);
    if (s->flags & MW_S_CANCEL)
        return fail(s, MW_E_CANCELLED);
    if (is_late(s))
        return fail_quietly(s, s->state == MW_ST_CONNECTING ? MW_E_CONN_TIMEOUT : MW_E_TIMEOUT);
    if (s->state == MW_ST_CONNECTING)
        return connecting(s);
    return s->state == MW_ST_SECURING ? securing(s) : dialogue(s);
}

const mw_event *mw_next(mw_session *s)
{
    int rc = STEP_AGAIN;

    if (s->state == MW_ST_ENDED)
        return &s->ev;
    s->want = 0;
    if (s->state == MW_ST_NEW)
        return NULL;
    if (s->flags & MW_S_GIVEN)
        mw_input_release(s);
    mw_pump_clock(s);
    while (rc == STEP_AGAIN)
        rc = step(s);
    if (rc != STEP_EVENT)
        return NULL;
    if (s->ev.type == MW_EV_REFUSED || s->ev.type == MW_EV_RCPT)
        s->err.advice = mw_advice(s, &s->err);
    return &s->ev;
}

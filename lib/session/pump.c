/* SPDX-License-Identifier: MIT */
#include "engine/auth.h"
#include "session/session.h"

#include <string.h>

/* The pump between engine and transport: one step at a time, never waiting. It does not know
   which protocol runs.

   A step returns MW_OK: s->ev is for the caller; MW_AGAIN: something moved; MW_WANT_...: nothing
   can be done now; or what ends the session. */

void mw_pump_clock(mw_session *s)
{
    const mw_transport *t = s->transport;

    if (t && t->now) {
        s->now_ms = (uint32_t)t->now(t->ctx);
        s->flags |= MW_S_CLOCK;
    }
}

/* What is going on. */
static int stage_now(const mw_session *s)
{
    return s->state <= MW_ST_SECURING ? s->state : s->engine->stage(s);
}

/* --- the end --- */

/* QUIT had its answer, or will never have one: it makes no difference to anybody. */
static int is_clean(const mw_session *s)
{
    return s->clean || (s->state == MW_ST_QUITTING && s->queue_count == 1 &&
                        !s->engine->lasting(s, mw_queue_at(s, 0)));
}

/* An end inside something cuts it off; between things the connection is gone. */
static int name_the_end(const mw_session *s, int code)
{
    if (code != MW_EOF)
        return code;
    return s->in_len != s->in_off || s->skip || s->inside ? MW_E_TRUNCATED : MW_E_CONN_LOST;
}

/* From here on ids are ended one by one, then the session. */
static void fail(mw_session *s, int code)
{
    const mw_transport *t = s->transport;
    mw_error *err = &s->err;
    int stage = stage_now(s);

    code = name_the_end(s, code);
    if (code == MW_E_PORT_IS_PLAIN && s->security == MW_STARTTLS)
        code = MW_E_INJECTED; /* text where the server had agreed to TLS */
    if (is_clean(s)) {
        s->clean = 1;
        code = MW_OK;
    }
    s->state = MW_ST_ENDING;
    if (err->code != code || code == MW_OK) /* the engine had nothing to say about it */
        mw_error_set(s, code);
    if (code == MW_OK)
        return;
    err->stage = (uint8_t)(code <= MW_E_AUTH && code > MW_E_PROTOCOL ? MW_AT_AUTH : stage);
    if (t && t->explain)
        t->explain(t->ctx, err);
    mw_advise(s);
}

/* The next id ends. Returns the type of its event; 0: that was given out before. */
static int end_id(mw_session *s)
{
    struct mw_command *c = mw_id_command(s, s->oldest_id); /* NULL: it never came into the queue */
    int stage = 0;

    if (c) {
        c->flags |= MW_CMD_ENDED;
        if (c->flags & MW_CMD_EARLY)
            return 0;
        if (mw_command_sent(s, c))
            stage = s->engine->lasting(s, c);
    }
    if (s->clean)
        return MW_EV_DONE;
    if (!stage)
        return MW_EV_ABORTED;
    s->err.stage = (uint8_t)stage; /* what it means for this one matters most */
    mw_advise(s);
    return MW_EV_UNKNOWN;
}

static int end_session(mw_session *s)
{
    const mw_transport *t = s->transport;

    if (t && t->close)
        t->close(t->ctx);
    s->state = MW_ST_ENDED;
    s->body = MW_BODY_NONE;
    s->write_due = 0;
    return s->clean ? MW_EV_CLOSED : MW_EV_FAILED;
}

static int ending(mw_session *s)
{
    int32_t id;
    int type;

    if (s->oldest_id == MW_OPEN_ID) /* FAILED itself is its end */
        mw_id_over(s, MW_OPEN_ID, s->err.code);
    id = s->oldest_id < s->next_id ? s->oldest_id : 0;
    type = id ? end_id(s) : end_session(s);
    if (type == 0) {
        s->oldest_id++;
        return MW_AGAIN;
    }
    mw_event_set(s, type, id);
    s->ev.data = s->err.text;
    s->ev.len = s->err.text_len;
    s->ev.code = s->err.code;
    if (id)
        mw_id_over(s, id, s->err.code);
    else
        s->ev.flags = MW_EVF_LAST;
    return MW_OK;
}

/* --- time --- */

/* The field of mw_timeouts that counts at a stage, and its default in seconds. */
#define LIMIT(name, seconds)                                                                      \
    (uint16_t)(offsetof(mw_timeouts, name) / sizeof(uint32_t) << 12 | (seconds))
#define LIMIT_FIELD(limit) ((unsigned)(limit) >> 12)
#define LIMIT_SECONDS(limit) ((limit) & 0xfffu)

static const uint16_t limits[] = {
    LIMIT(command_ms, 300), /* MW_AT_NONE */
    LIMIT(connect_ms, 30),  /* MW_AT_DNS, _CONNECT */
    LIMIT(connect_ms, 30),
    LIMIT(tls_ms, 60),
    LIMIT(greeting_ms, 300),
    LIMIT(command_ms, 300), /* MW_AT_HELLO, _STARTTLS, _AUTH, _COMMAND */
    LIMIT(command_ms, 300),
    LIMIT(command_ms, 300),
    LIMIT(command_ms, 300),
    LIMIT(body_ms, 180),
    LIMIT(data_end_ms, 600),
    LIMIT(quit_ms, 2),
    LIMIT(command_ms, 300), /* MW_AT_IDLE, with something to be sent */
    LIMIT(data_start_ms, 120),
};

/* Half a reply is here that belongs to no command yet, see may_release (command.c). */
static int is_held_up(const mw_session *s)
{
    return s->engine->in_order && s->queue_count && mw_input_begun(s);
}

/* How long a wait may last now; UINT32_MAX: for ever. */
static uint32_t limit_ms(const mw_session *s)
{
    int stage = stage_now(s);
    const mw_timeouts *t = s->timeouts;
    unsigned limit, field;

    /* All that may go is sent, and no bytes that nobody asked for hold up what shall follow: it is
       the caller who is silent. */
    if (s->gate == s->sent && !is_held_up(s) &&
        (stage == MW_AT_IDLE || (stage == MW_AT_BODY && s->body == MW_BODY_OPEN)))
        return UINT32_MAX;
    limit = limits[stage];
    field = LIMIT_FIELD(limit);
    if (t && field < t->size / sizeof t->size && (&t->size)[field])
        return (&t->size)[field];
    return LIMIT_SECONDS(limit) * 1000u;
}

/* How long until the session fails of old age. */
static uint32_t time_left(const mw_session *s)
{
    uint32_t ms = UINT32_MAX, left;

    if (!(s->flags & MW_S_CLOCK) || s->state == MW_ST_NEW || s->state >= MW_ST_ENDING)
        return ms;
    ms = limit_ms(s);
    if (ms != UINT32_MAX) {
        left = ms - (s->now_ms - s->since_ms);
        ms = left <= ms ? left : 0;
    }
    if (s->flags & MW_S_DEADLINE) {
        left = s->until_ms - s->now_ms;
        left = left > INT32_MAX ? 0 : left;
        ms = left < ms ? left : ms;
    }
    return ms;
}

uint32_t mw_timeout(const mw_session *s)
{
    uint32_t ms = time_left(s), alarm = s->engine->alarm ? s->engine->alarm(s) : UINT32_MAX;

    if (s->login_is == MW_LOGIN_WORK && s->state == MW_ST_OPENING)
        return 0;
    return alarm < ms ? alarm : ms;
}

/* --- the transport --- */

/* The connection is up, and TLS over it where it shall be now. */
static int begin(mw_session *s)
{
    mw_wait_restart(s);
    s->state = MW_ST_OPENING;
    if (s->secure && s->security == MW_STARTTLS)
        s->engine->secured(s);
    else
        mw_out_string(s, "", s->engine->greeting, MW_CMD_HIDDEN | MW_CMD_LAST | MW_CMD_TRACED);
    return MW_AGAIN;
}

static int connecting(mw_session *s)
{
    const mw_transport *t = s->transport;
    int rc = t && t->open ? t->open(t->ctx, mw_session_string(s, MW_STR_ADDRESS), s->port) : MW_OK;

    if (rc != MW_OK)
        return rc;
    if (s->security != MW_TLS)
        return begin(s);
    mw_wait_restart(s);
    s->state = MW_ST_SECURING;
    return MW_AGAIN;
}

static int secured(mw_session *s)
{
    s->secure = 1;
    return begin(s);
}

static int securing(mw_session *s)
{
    const mw_transport *t = s->transport;
    int rc = MW_E_TLS;

    if (t) {
        if (t->secure)
            rc = t->secure(t->ctx, mw_session_string(s, MW_STR_HOST));
        return rc == MW_OK ? secured(s) : rc;
    }
    if (s->flags & MW_S_ASKED)
        return MW_WANT_READ;
    s->flags |= MW_S_ASKED;
    return mw_event_set(s, MW_EV_SECURE, 0);
}

void mw_secured(mw_session *s, int rc)
{
    if (s->state != MW_ST_SECURING || s->transport)
        return;
    if (rc == MW_OK && s->in_len != s->in_off)
        rc = MW_E_INJECTED; /* read before TLS, and put here since */
    else if (rc == MW_OK)
        secured(s);
    else if (rc > MW_E_USAGE)
        rc = MW_E_TLS;
    if (rc != MW_OK)
        fail(s, rc);
}

void mw_broken(mw_session *s, int rc)
{
    if (s->state != MW_ST_NEW && s->state < MW_ST_ENDING)
        fail(s, rc < MW_EOF ? rc : MW_E_CONN_LOST);
}

void mw_pump_send(mw_session *s)
{
    const mw_transport *t = s->transport;
    size_t n = 0;
    int rc;

    while (s->gate != s->sent && !(s->flags & MW_S_SEND_DEAD)) {
        rc = t ? t->send(t->ctx, s->out, s->gate - s->sent, &n) : MW_WANT_WRITE;
        if (rc == MW_WANT_READ || rc == MW_WANT_WRITE) {
            s->want |= (uint8_t)-rc;
            return;
        }
        if (rc != MW_OK)
            s->flags |= MW_S_SEND_DEAD;
        else
            mw_out_done(s, n);
    }
}

static int receive(mw_session *s)
{
    const mw_transport *t = s->transport;
    void *to;
    size_t room, n = 0;
    int rc;

    if (!t)
        return s->flags & MW_S_EOF ? MW_EOF : MW_WANT_READ;
    room = mw_input_room(s, &to);
    rc = t->recv(t->ctx, to, room, &n);
    if (rc != MW_OK)
        return rc;
    mw_in_done(s, n);
    return MW_AGAIN;
}

/* --- the dialogue --- */

static int dialogue(mw_session *s)
{
    int rc = MW_AGAIN;

    if (mw_gate_move(s))
        return MW_OK;
    mw_pump_send(s);
    if (s->write_due && !mw_input_begun(s)) /* a verdict on the body may be here early */
        rc = receive(s);
    if (rc < MW_WANT_WRITE)
        return rc;
    rc = mw_auth_go(s);
    if (rc == MW_WANT_READ)
        rc = s->engine->pull(s);
    if (rc != MW_WANT_READ)
        return rc;
    return s->clean ? MW_EOF : receive(s);
}

static int step(mw_session *s)
{
    if (s->state == MW_ST_ENDING)
        return ending(s);
    if (s->flags & MW_S_CANCEL)
        return MW_E_CANCELLED;
    if (time_left(s) == 0)
        return s->state == MW_ST_CONNECTING ? MW_E_CONN_TIMEOUT : MW_E_TIMEOUT;
    if (s->state == MW_ST_CONNECTING)
        return connecting(s);
    return s->state == MW_ST_SECURING ? securing(s) : dialogue(s);
}

const mw_event *mw_next(mw_session *s)
{
    int rc;

    if (s->state == MW_ST_ENDED)
        return &s->ev;
    s->want = 0;
    if (s->state == MW_ST_NEW)
        return NULL;
    if (s->given)
        mw_input_release(s);
    mw_pump_clock(s);
    while ((rc = step(s)) != MW_OK) {
        if (rc == MW_WANT_READ || rc == MW_WANT_WRITE) {
            s->want |= (uint8_t)-rc; /* MW_POLL_READ, MW_POLL_WRITE */
            return NULL;
        }
        if (rc == MW_WAIT)
            return NULL;
        if (rc != MW_AGAIN)
            fail(s, rc);
    }
    if (s->ev.type == MW_EV_REFUSED || s->ev.type == MW_EV_RCPT)
        mw_advise(s);
    return &s->ev;
}

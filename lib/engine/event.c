/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "base/wipe.h"
#include "engine/engine.h"

#include <string.h>

int mw_event_set(mw_session *s, int type, int32_t id)
{
    mw_event *ev = &s->ev;

    memset(ev, 0, sizeof *ev);
    ev->type = (uint16_t)type;
    ev->id = id;
    ev->name = ev->data = "";
    return MW_OK;
}

void mw_event_trace(mw_session *s, const char *p, size_t n, unsigned flags)
{
    mw_event_set(s, MW_EV_TRACE, 0);
    s->ev.name = p < s->in ? "C" : "S";
    s->ev.data = p;
    s->ev.len = n;
    s->ev.flags = flags | (s->secure ? 0 : MW_EVF_BEFORE_TLS);
}

void mw_id_over(mw_session *s, int32_t id, int code)
{
    s->over_id = id;
    s->over_code = (int16_t)code;
    if (id == s->oldest_id)
        s->oldest_id++;
}

struct mw_command *mw_id_command(const mw_session *s, int32_t id)
{
    unsigned i;

    id -= s->oldest_id;
    for (i = 0; i < s->queue_count; i++) {
        struct mw_command *c = mw_queue_at(s, i);

        if (!(c->flags & (MW_CMD_HIDDEN | MW_CMD_ENDED)) && id-- == 0)
            return c;
    }
    return NULL;
}

/* What may work later, unchanged: the network (-200 to -299), or the server says so. */
static int is_passing(int code)
{
    return (code <= MW_E_DNS && code > MW_E_TLS) || code == MW_E_REPLY_TEMP ||
           code == MW_E_AUTH_LATER || code == MW_E_AUTH_THROTTLED || code == MW_E_SERVER_BYE;
}

void mw_error_set(mw_session *s, int code)
{
    mw_error *err = &s->err;

    memset(err, 0, sizeof *err);
    err->code = code;
    err->text = err->word = err->advice = "";
    err->retry = (uint8_t)is_passing(code);
}

int mw_event_refused(mw_session *s, int code)
{
    mw_error *err = &s->err;

    mw_error_set(s, code);
    err->stage = (uint8_t)s->engine->stage(s);
    err->before_tls = (uint8_t)mw_tls_is_due(s);
    err->text = s->ev.data;
    err->text_len = (uint16_t)(s->ev.len < UINT16_MAX ? s->ev.len : UINT16_MAX);
    err->reply = s->code;
    err->enhanced = s->enhanced;
    if (s->engine->refused) {
        s->engine->refused(s);
        err->retry = (uint8_t)is_passing(err->code);
    }
    err->retry |= s->code / 100 == 4;
    if (!s->ev.code)
        s->ev.code = err->code;
    return err->code;
}

int mw_tell(mw_session *s, int type, int32_t id, int code)
{
    mw_event *ev = &s->ev;

    mw_event_set(s, type, id);
    ev->data = s->in + s->in_off;
    ev->len = s->held;
    ev->code = s->code;
    ev->num = (uint32_t)s->enhanced;
    ev->flags = s->cut * MW_EVF_CUT;
    s->given = 1;
    return code == MW_OK ? code : mw_event_refused(s, code);
}

int mw_fail(mw_session *s, int code)
{
    return mw_tell(s, MW_EV_FAILED, 0, code);
}

int mw_verdict(mw_session *s, int code)
{
    code = mw_tell(s, code == MW_OK ? MW_EV_DONE : MW_EV_REFUSED, s->oldest_id, code);
    mw_id_over(s, s->oldest_id, code);
    mw_queue_pop(s);
    s->inside = 0;
    return MW_OK;
}

int mw_ready(mw_session *s)
{
    char *secret = (char *)(uintptr_t)mw_session_string(s, MW_STR_SECRET);

    mw_wipe(secret, (size_t)(s->out + mw_out_bytes(s) - secret));
    s->state = MW_ST_READY;
    mw_verdict(s, MW_OK);
    s->ev.type = MW_EV_READY;
    return MW_OK;
}

int mw_starttls_go(mw_session *s)
{
    mw_input_release(s);
    if (s->in_len != s->in_off || s->skip)
        return MW_E_INJECTED;
    mw_queue_pop(s);
    s->caps = s->mechanisms = 0;
    s->state = MW_ST_SECURING;
    return MW_AGAIN;
}

int mw_login_leaks(const mw_session *s)
{
    return !s->secure && !(s->config & MW_FLAG_SECRET_IN_CLEAR);
}

int mw_quirk_allowed(mw_session *s, unsigned quirk)
{
    uint8_t *count = (uint8_t *)s + s->engine->quirks_at + quirk;

    if (s->config & MW_FLAG_STRICT)
        return 0;
    if (*count != UINT8_MAX)
        ++*count;
    return 1;
}

const char *mw_session_string(const mw_session *s, int which)
{
    return mw_string_at(mw_queue_place(s, s->queue_cap), (unsigned)which);
}

void mw_wait_restart(mw_session *s)
{
    s->since_ms = s->now_ms;
    s->moved_bytes = 0;
}

void mw_wait_moved(mw_session *s, size_t n)
{
    n += s->moved_bytes;
    s->moved_bytes = (uint16_t)n;
    if (n >= MW_PROGRESS_BYTES)
        mw_wait_restart(s);
}

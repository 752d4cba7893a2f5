/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "engine/auth.h"
#include "sasl/encode.h"
#include "wire/base64.h"

#include <string.h>

/* --- which --- */

void mw_auth_offer(mw_session *s, const char *p, size_t n)
{
    const char *own = s->with && s->with->own ? s->with->own->name : "";
    unsigned bit = mw_sasl_find(p, n);

    if (n && n == strlen(own) && memcmp(p, own, n) == 0)
        bit = MW_AUTH_OWN;
    s->mechanisms |= (uint16_t)bit;
}

/* What tells the secret. */
static unsigned revealing(const mw_session *s)
{
    return s->with && s->with->own && (s->with->own->flags & MW_MECHANISM_REVEALS)
               ? MW_AUTH_REVEALS | MW_AUTH_OWN
               : MW_AUTH_REVEALS;
}

/* The best of what is allowed, offered and safe; 0: none. */
static unsigned best(const mw_session *s)
{
    unsigned mask = s->auth & s->mechanisms;

    if (mw_login_leaks(s))
        mask &= ~revealing(s);
    return mask & (0 - mask);
}

/* --- what is said --- */

size_t mw_auth_say(const mw_session *s, char *out, size_t room)
{
    struct mw_sasl r;
    char port[6], *p = port + 5;
    unsigned value = s->port;

    *p = 0;
    do
        *--p = (char)('0' + value % 10);
    while (value /= 10);
    r.text = p;
    r.strings = mw_session_string(s, MW_STR_HOST);
    r.bytes = mw_string_at(r.strings, MW_STR_SECRET);
    r.n = strlen(r.bytes);
    if (s->mechanism & (MW_AUTH_OWN | MW_AUTH_HASHED)) {
        r.bytes = s->with->response;
        r.n = s->with->response_len;
    }
    r.skip = s->progress;
    r.out = out;
    r.room = room;
    r.total = 0;
    return mw_sasl_put(&r, s->login_step == MW_LOGIN_CANCEL
                               ? "*"
                               : mw_sasl_form(s->mechanism, s->login_step));
}

/* Puts as much of the response as there is room for. */
int mw_auth_fill(mw_session *s)
{
    int raw = (s->mechanism & (MW_AUTH_COMMAND | MW_AUTH_APOP)) || s->login_step == MW_LOGIN_CANCEL;
    struct mw_text t;
    size_t part, n;

    mw_out_begin(s, &t);
    part = raw ? t.cap : t.cap / 4 * 3;
    n = mw_auth_say(s, t.p, part) - s->progress;
    if (part > n)
        part = n;
    s->progress += (uint32_t)part;
    t.len = raw ? part : mw_base64_encode(t.p, part);
    if (part == n && t.cap - t.len >= 2) {
        mw_text_string(&t, "\r\n");
        mw_queue_newest(s)->flags &= (uint8_t)~MW_CMD_OPEN;
        s->login_is = MW_LOGIN_WAIT;
    }
    mw_out_grow(s, t.len);
    return t.len ? MW_AGAIN : MW_WANT_READ;
}

/* Whether the mechanism's first response may go with its name. */
static int speaks_first(const mw_session *s)
{
    return !(s->flags & MW_S_TWO_STEP) && !(s->mechanism & (MW_AUTH_LOGIN | MW_AUTH_CRAM_MD5)) &&
           (s->mechanism != MW_AUTH_OWN || (s->with->own->flags & MW_MECHANISM_FIRST));
}

int mw_auth_line(mw_session *s, struct mw_text *t, int kind, const char *name, size_t max_bytes)
{
    unsigned flags = MW_CMD_HIDDEN | MW_CMD_LAST | MW_CMD_OPEN | MW_CMD_SECRET;
    size_t n;
    int rc;

    s->login_is = MW_LOGIN_FILL;
    s->progress = 0;
    if (name) {
        mw_text_string(t, name);
        n = mw_auth_say(s, NULL, 0);
        if (speaks_first(s) && t->len + 3 + (n ? mw_base64_length(n) : 1) <= max_bytes) {
            mw_text_bytes(t, " =", n ? 1 : 2); /* RFC 4954 4 */
        } else {
            s->flags |= MW_S_TWO_STEP;
            s->login_step = MW_LOGIN_BEFORE;
            s->login_is = MW_LOGIN_WAIT;
            mw_text_string(t, "\r\n");
            flags = MW_CMD_HIDDEN | MW_CMD_LAST;
        }
    }
    rc = mw_out_end(s, t, kind, flags);
    mw_queue_newest(s)->head = (uint16_t)t->len;
    return rc == MW_OK ? MW_AGAIN : rc;
}

int mw_auth_respond(mw_session *s)
{
    mw_input_release(s);
    return s->engine->login(s, NULL);
}

/* --- a mechanism begins --- */

static int begin(mw_session *s)
{
    s->login_step = 0;
    s->over_code = MW_OK;
    s->unproven = 0;
    return s->mechanism & MW_AUTH_HASHED  ? mw_auth_hash_begin(s)
           : s->mechanism == MW_AUTH_OWN ? mw_auth_own_begin(s)
                                         : MW_OK;
}

int mw_auth_start(mw_session *s)
{
    s->login_is = MW_LOGIN_START;
    return MW_AGAIN;
}

int mw_auth_next(mw_session *s)
{
    s->login_is = MW_LOGIN_START;
    return mw_taken(s);
}

int mw_auth_begin(mw_session *s)
{
    int why = mw_login_leaks(s) ? MW_E_AUTH_NEEDS_TLS : MW_E_AUTH_MECHANISM, rc;

    mw_error_set(s, MW_OK);
    s->login_is = MW_LOGIN_WAIT;
    while ((s->mechanism = (uint16_t)best(s)) != 0) {
        rc = begin(s);
        if (rc == MW_OK) {
            s->tries--;
            return s->engine->login(s, s->mechanism == MW_AUTH_OWN ? s->with->own->name
                                                                   : mw_sasl_name(s->mechanism));
        }
        if (rc != MW_E_NOT_OFFERED)
            why = rc;
        s->auth &= (uint16_t)~s->mechanism;
    }
    return why;
}

/* --- challenges --- */

/* A second challenge to a token is why it is refused, which the caller is told. */
int mw_auth_challenge(mw_session *s)
{
    char *p = s->in + s->in_off;
    size_t n;
    int rc = MW_OK;

    if (s->login_step == MW_LOGIN_CANCEL)
        return MW_E_PROTOCOL;
    mw_queue_pop(s);
    s->login_step++;
    n = s->cut ? MW_AUTH_NO_BASE64 : mw_base64_decode(p, p, s->held);
    if (s->mechanism == MW_AUTH_OWN)
        rc = mw_auth_own_challenge(s, p, n);
    else if (s->mechanism & MW_AUTH_HASHED)
        rc = mw_auth_hash_challenge(s, p, n);
    else if (s->login_step > ((s->mechanism & (MW_AUTH_LOGIN | MW_AUTH_TOKENS)) != 0))
        rc = MW_E_PROTOCOL;
    if (rc == MW_OK)
        rc = mw_auth_respond(s);
    if (rc != MW_AGAIN || !s->login_step || !(s->mechanism & MW_AUTH_TOKENS) || n + 1 < 2)
        return rc;
    mw_line_clean(p, n);
    s->over_code = (int16_t)mw_reason(p, n, MW_OK);
    mw_event_set(s, MW_EV_OAUTH, 0);
    s->ev.data = p;
    s->ev.len = n;
    return MW_OK;
}

/* --- verdicts --- */

int mw_auth_accepted(mw_session *s)
{
    if (s->login_step >= MW_LOGIN_CANCEL)
        return MW_E_PROTOCOL;
    s->with = NULL; /* mw_ready wipes it */
    return s->unproven ? MW_E_AUTH_SERVER : MW_OK;
}

/* What may be tried behind a mechanism: nothing that tells more than that has told. SCRAM without
   binding tells no more than with it, but binds nothing. */
static unsigned not_worse(const mw_session *s)
{
    static const uint16_t classes[] = { MW_AUTH_SCRAM_SHA_512_PLUS - 1, MW_AUTH_SCRAM_SHA_512 - 1,
                                        MW_AUTH_CRAM_MD5 - 1, MW_AUTH_OAUTHBEARER - 1, UINT16_MAX };
    const uint16_t *class = classes;

    if (s->mechanism & revealing(s))
        return UINT16_MAX;
    if ((s->mechanism & MW_AUTH_PLUS) && !(s->config & MW_FLAG_STRICT))
        return MW_AUTH_CRAM_MD5 - 1;
    while (s->mechanism > *class)
        class++;
    return *class;
}

/* Whether what -PLUS is refused with is about the binding: no secret was used before the server's
   first message, and behind that it does what the mechanism does. */
static int cannot_bind(const mw_session *s, int code)
{
    int is_first = (uint8_t)(s->login_step + 1) <= 1;

    return code == (is_first ? MW_E_AUTH : MW_E_AUTH_MECHANISM);
}

int mw_auth_another(mw_session *s, int code)
{
    unsigned out = s->mechanism;

    if (out & MW_AUTH_PLUS) {
        if (s->over_code) {
            s->with->kind++;
            out = 0;
        } else if (cannot_bind(s, code)) {
            out = MW_AUTH_PLUS;
            code = MW_E_AUTH_MECHANISM;
        }
    }
    if (code != MW_E_AUTH_MECHANISM && s->login_step != MW_LOGIN_CANCEL)
        return 0;
    s->auth &= (uint16_t)(not_worse(s) & ~out);
    return best(s) != 0;
}

int mw_auth_refused(mw_session *s, int code)
{
    unsigned two_step = 0;

    if (s->over_code) {
        code = s->over_code;
    } else {
        if (code == MW_E_PROTOCOL) {
            /* a line too long for it, or with more than it knows */
            two_step = ~s->flags & MW_S_TWO_STEP;
            code = MW_E_AUTH_MECHANISM;
        }
        code = mw_reason_of(s, code);
    }
    if (code == MW_E_AUTH && (s->mechanism & MW_AUTH_TOKENS))
        code = MW_E_AUTH_EXPIRED;
    s->err.code = code;
    if (!s->tries)
        return code;
    if (code == MW_E_AUTH_EXPIRED && mw_auth_ask(s))
        return MW_OK;
    if (!two_step && !mw_auth_another(s, code))
        return code;
    s->flags |= (uint8_t)two_step;
    return mw_auth_next(s);
}

/* --- without input --- */

int mw_auth_go(mw_session *s)
{
    switch (s->login_is) {
    case MW_LOGIN_FILL:
        return mw_auth_fill(s);
    case MW_LOGIN_WORK:
        return mw_auth_hash_work(s);
    case MW_LOGIN_START:
        return mw_auth_begin(s);
    case MW_LOGIN_GIVEN_UP:
        return mw_auth_given_up(s);
    default:
        return MW_WANT_READ;
    }
}

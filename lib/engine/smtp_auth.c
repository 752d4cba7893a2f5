/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "engine/smtp.h"
#include "sasl/encode.h"
#include "wire/base64.h"

#include <string.h>

/* RFC 4954. A response may be longer than the output buffer: it is encoded piece by piece, as
   the buffer drains (mw_smtp_auth_fill). */

/* RFC 4954 4: AUTH with its initial response is one command line, of 512 octets with CRLF. */
#define AUTH_LINE_MAX_BYTES 512

/* The mechanisms that may be used here and are offered, as MW_SASL_ bits, which are MW_AUTH_'s. */
static unsigned usable(const mw_session *s)
{
    unsigned allowed = s->auth ? s->auth : MW_AUTH_DEFAULT;

    return allowed & s->mechanisms;
}

/* The response of the present step. */
static void parts_of(const struct smtp *m, struct mw_sasl_part part[MW_SASL_PARTS])
{
    mw_sasl_response(m->mechanism, m->s.step, mw_session_string(&m->s, MW_STR_USER), part);
}

/* Encodes as much of the present response as there is room for; its CRLF at the end. */
int mw_smtp_auth_fill(struct smtp *m)
{
    struct mw_sasl_part part[MW_SASL_PARTS];
    mw_session *s = &m->s;
    size_t room = mw_out_room(s), n;
    char *out = mw_out_tail(s);

    parts_of(m, part);
    n = mw_sasl_encode(part, &s->progress, out, room);
    if (room - n >= 2 && s->progress == mw_sasl_length(part)) {
        out[n++] = '\r';
        out[n++] = '\n';
        mw_queue_newest(s)->flags &= (uint8_t)~MW_CMD_OPEN;
    }
    mw_out_grow(s, n);
    return n ? MW_AGAIN : MW_WANT_READ;
}

/* Begins the answer to a challenge: what it says is secret from its first byte. */
static int respond(struct smtp *m)
{
    m->s.progress = 0;
    mw_out_string(&m->s, "", SMTP_AUTH,
                  MW_CMD_HIDDEN | MW_CMD_LAST | MW_CMD_OPEN | MW_CMD_SECRET);
    return MW_AGAIN;
}

int mw_smtp_auth_start(struct smtp *m)
{
    mw_session *s = &m->s;
    struct mw_sasl_part part[MW_SASL_PARTS];
    struct mw_text t;
    unsigned flags = MW_CMD_HIDDEN | MW_CMD_LAST;

    if (mw_login_leaks(s))
        return MW_E_AUTH_NEEDS_TLS;
    m->mechanism = (uint16_t)mw_sasl_choose(usable(s));
    if (!m->mechanism)
        return MW_E_AUTH_MECHANISM;
    m->s.step = 0;
    s->progress = 0;
    mw_smtp_begin(s, &t, "AUTH ", mw_sasl_name(m->mechanism));
    parts_of(m, part);
    if (t.len + 1 + mw_base64_length(mw_sasl_length(part)) + 2 <= AUTH_LINE_MAX_BYTES) {
        mw_text_byte(&t, ' ');
        flags |= MW_CMD_OPEN | MW_CMD_SECRET;
    } else {
        m->s.step = UINT8_MAX; /* the server asks for the first response */
        mw_text_string(&t, "\r\n");
    }
    mw_out_end(s, &t, SMTP_AUTH, flags);
    mw_queue_newest(s)->head = (uint16_t)t.len;
    return MW_AGAIN;
}

/* RFC 4954 6, and what providers made of it. */
static int why_not(const struct smtp *m)
{
    unsigned code = m->s.code;

    if (code < 500)
        return MW_E_AUTH_LATER;
    if (code < 505)
        return MW_E_AUTH_MECHANISM;
    if (code == 534)
        return MW_E_AUTH_APP_PASSWORD;
    return code == 530 || code == 538 ? MW_E_AUTH_NEEDS_TLS : MW_E_AUTH;
}

/* A server that overlooked LOGIN's initial response asks for the user again, once: "Username:",
   "User Name", "username:", in base64. */
static int asks_user(const struct smtp *m)
{
    const mw_session *s = &m->s;
    const char *p = s->in + s->in_off;

    return m->mechanism == MW_SASL_LOGIN && m->s.step == 0 && mw_queue_front(s)->head &&
           (mw_starts(p, s->held, "vxnl") || mw_starts(p, s->held, "dxnl"));
}

static int challenge(struct smtp *m)
{
    int again = asks_user(m) && mw_quirk_allowed(&m->s, MW_SMTP_QUIRK_USER_AGAIN);

    mw_smtp_taken(&m->s);
    if (!again)
        m->s.step++;
    return m->s.step < mw_sasl_steps(m->mechanism) ? respond(m) : MW_E_PROTOCOL;
}

int mw_smtp_auth_reply(struct smtp *m)
{
    if (m->s.code == 334)
        return challenge(m);
    if (m->s.code >= 400)
        return mw_fail(&m->s, why_not(m));
    if (m->s.code != 235)
        return mw_smtp_refused(&m->s);
    return mw_ready(&m->s);
}

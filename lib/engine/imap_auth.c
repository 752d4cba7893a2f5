/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "engine/auth.h"
#include "engine/imap_line.h"
#include "wire/imap_args.h"

#include <string.h>

/* Logging in: AUTHENTICATE (RFC 9051 6.2.2, RFC 4959) or LOGIN (6.2.3). What is sent may be longer
   than the output buffer: it is encoded piece by piece, as that drains (mw_imap_auth_fill). */

/* The longest line that all servers take (RFC 2683 3.2.1.5). */
#define LINE_MAX_BYTES 1000

/* The longest response of PLAIN whose strings fit a LOGIN of such a line, each byte quoted. */
#define LOGIN_MAX_BYTES 480

/* --- LOGIN --- */

/* The most that one step writes: "{18446744073709551615+}" CRLF */
#define STEP_MAX_BYTES 32

/* The next step of LOGIN's two strings: what introduces one, a byte of it, or its end.
   mw_session.login_step counts the strings, progress the steps of one. */
static void put_step(struct imap *m, struct mw_text *t)
{
    mw_session *s = &m->s;
    const char *string = mw_session_string(s, MW_STR_USER + s->login_step);
    int is_quoted = mw_imap_can_quote(string);
    char c;

    if (s->progress++ == 0) {
        if (is_quoted)
            mw_text_byte(t, '"');
        else if (mw_imap_put_header(m, t, strlen(string)))
            s->has |= IMAP_HAS_PAUSE;
        return;
    }
    c = string[s->progress - 2];
    if (c && is_quoted)
        mw_imap_quoted_byte(t, c);
    else if (c || is_quoted)
        mw_text_byte(t, c ? c : '"');
    if (c)
        return;
    mw_text_string(t, s->login_step++ ? "\r\n" : " ");
    s->progress = 0;
}

/* --- both --- */

/* Whether LOGIN says what PLAIN would, without waiting for a challenge. UTF-8 it cannot say (RFC
   6855 5), and a literal might have to wait, too. */
static int login_is_shorter(const mw_session *s)
{
    return s->mechanism == MW_AUTH_PLAIN && (s->auth & s->mechanisms & MW_AUTH_COMMAND) &&
           mw_auth_say(s, NULL, 0) <= LOGIN_MAX_BYTES &&
           mw_imap_can_quote(mw_session_string(s, MW_STR_USER)) &&
           mw_imap_can_quote(mw_session_string(s, MW_STR_SECRET));
}

int mw_imap_login(mw_session *s, const char *name)
{
    struct imap *m = imap_of(s);
    size_t max_bytes = mw_imap_offers(m, IMAP_CAP(SASL_IR)) ? LINE_MAX_BYTES : 0;
    const char *verb = "AUTHENTICATE ";
    int kind = IMAP_AUTHENTICATE, rc;
    struct mw_text t;

    if (name && !max_bytes && login_is_shorter(s))
        s->mechanism = MW_AUTH_COMMAND;
    s->has &= (uint16_t)~IMAP_HAS_CAPS; /* they will be others */
    mw_imap_begin(m, &t);
    if (s->mechanism == MW_AUTH_COMMAND) {
        verb = "LOGIN ";
        kind = IMAP_LOGIN;
        name = NULL;
    } else if (!name) {
        t.len = 0;
        verb = "";
        m->next_tag--; /* the answer takes the place of the command, whose tag it keeps */
    }
    mw_text_string(&t, verb);
    rc = mw_auth_line(s, &t, kind, name, max_bytes);
    if (kind == IMAP_LOGIN)
        s->login_is = MW_LOGIN_WAIT; /* its strings are ours */
    mw_imap_asks(m, m->next_tag++);
    return rc;
}

int mw_imap_auth_start(struct imap *m)
{
    mw_session *s = &m->s;

    if (!(s->caps & MW_IMAP_CAP_LOGINDISABLED))
        s->mechanisms |= MW_AUTH_COMMAND;
    else if (!s->secure)
        return MW_E_AUTH_NEEDS_TLS;
    mw_input_release(s);
    mw_queue_pop(s);
    return mw_auth_start(s);
}

int mw_imap_auth_fill(struct imap *m, struct mw_command *c)
{
    mw_session *s = &m->s;
    struct mw_text t;

    mw_out_begin(s, &t);
    while (s->login_step < 2 && !(s->has & IMAP_HAS_PAUSE) && t.cap - t.len >= STEP_MAX_BYTES)
        put_step(m, &t);
    if (!t.len)
        return MW_WANT_READ;
    if (s->login_step == 2)
        c->flags &= (uint8_t)~MW_CMD_OPEN;
    mw_out_grow(s, t.len);
    return MW_AGAIN;
}

/* Exchange sends continuation requests nobody waits for: a quirk, when no secret is at stake. */
int mw_imap_continue(struct imap *m)
{
    mw_session *s = &m->s;
    const struct mw_command *c = mw_queue_front(s);

    if (s->state == MW_ST_OPENING) {
        if (c && c->kind == IMAP_AUTHENTICATE && mw_command_sent(s, c))
            return mw_auth_challenge(s);
        if (!(s->has & IMAP_HAS_PAUSE) || !mw_out_empty(s))
            return mw_imap_fail(m, MW_E_PROTOCOL);
        s->has &= (uint16_t)~IMAP_HAS_PAUSE;
        mw_imap_asks(m, m->next_tag - 1);
        m->r.told = 1;
    } else if (mw_imap_plus(m)) {
        m->r.told = 1;
    } else if (!mw_quirk_allowed(s, MW_IMAP_QUIRK_PLUS)) {
        return mw_imap_fail(m, MW_E_PROTOCOL);
    }
    mw_input_release(s);
    return mw_imap_over(&m->r);
}

/* In the order of mw_imap_why. */
static const int16_t meanings[] = { MW_E_AUTH_LATER,     MW_E_AUTH_LATER,    MW_E_AUTH_THROTTLED,
                                    MW_E_AUTH_EXPIRED,   MW_E_AUTH_NEEDS_TLS, MW_E_AUTH_DISABLED,
                                    MW_E_AUTH_LOCKED };

static int why_not(const struct imap *m)
{
    const mw_session *s = &m->s;
    unsigned why = mw_imap_why(m);

    if (why)
        return meanings[why - 1];
    if (m->r.status != IMAP_BAD || m->r.word)
        return MW_E_AUTH;
    return s->mechanism == MW_AUTH_COMMAND ? MW_E_AUTH_MECHANISM : MW_E_PROTOCOL;
}

int mw_imap_auth_reply(struct imap *m)
{
    mw_session *s = &m->s;
    int rc;

    if (m->r.status != IMAP_OK)
        return mw_auth_refused(s, mw_imap_fail(m, why_not(m)));
    rc = mw_queue_at(s, 0)->flags & MW_CMD_OPEN ? MW_E_PROTOCOL : mw_auth_accepted(s);
    if (rc != MW_OK)
        return mw_imap_fail(m, rc);
    s->has |= IMAP_HAS_USER;
    return mw_imap_go_on(m);
}

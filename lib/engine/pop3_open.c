/* SPDX-License-Identifier: MIT */
#include "engine/auth.h"
#include "engine/pop3.h"
#include "wire/pop3_line.h"

#include <string.h>

/* From the greeting to READY: RFC 1939 4, RFC 2449 5, RFC 2595 4. One command at a time. */

/* Goes to the next word of p[0 .. n). Returns how many bytes are left; 0: there is none. */
static size_t next_word(const char **p, size_t n)
{
    while (n) {
        n--;
        if (*(*p)++ == ' ')
            break;
    }
    return n;
}

/* The held words are a line of CAPA's, RFC 2449 6. The caller is told of it unless TLS is still to
   come. */
int mw_pop3_capability(mw_session *s)
{
    /* in the order of the bits MW_POP3_CAP_... */
    static const char words[] = "uidl\0lang\0top\0user\0stls\0pipelining\0resp-codes\0"
                                "auth-resp-code\0expire\0login-delay\0implementation\0utf8\0sasl\0";
    const char *p = s->in + s->in_off, *end;
    size_t n = s->held;
    uint32_t cap = 1u << mw_pop3_word(words, p, n) >> 1;

    s->caps |= cap;
    if (mw_tls_is_due(s)) {
        mw_input_release(s);
        return MW_AGAIN;
    }
    mw_tell(s, MW_EV_CAP, 0, MW_OK);
    s->ev.uid = cap;
    n = next_word(&p, n);
    if (!mw_pop3_number(p, n, &s->ev.num))
        s->ev.num = UINT64_MAX;
    else if (cap == MW_POP3_CAP_LOGIN_DELAY)
        pop3_of(s)->delay_s = (uint16_t)(s->ev.num < UINT16_MAX ? s->ev.num : UINT16_MAX);
    for (; cap == MW_POP3_CAP_SASL && n; n = next_word(&p, n)) {
        end = memchr(p, ' ', n);
        mw_auth_offer(s, p, end ? (size_t)(end - p) : n);
    }
    return MW_OK;
}

/* --- the dialogue --- */

/* The next command of ours, which there is room for: all before it were answered. */
static int next(mw_session *s, int kind)
{
    mw_pop3_put(s, kind, 0, NULL);
    return mw_pop3_taken(s);
}

void mw_pop3_start(mw_session *s)
{
    mw_out_string(s, "", POP3_GREETING, MW_CMD_HIDDEN | MW_CMD_TRACED);
}

void mw_pop3_secured(mw_session *s)
{
    mw_pop3_put(s, POP3_CAPA, 0, NULL);
}

/* What is offered may be more or less now (RFC 2449 5): it is asked again, in the same flight as
   the caller's first commands, if there was an answer before. */
int mw_pop3_ready(mw_session *s)
{
    s->step = POP3_REPLY;
    mw_ready(s);
    if (s->auth && s->caps)
        mw_pop3_put(s, POP3_CAPA, 0, NULL);
    return MW_OK;
}

/* What is offered is known: TLS, UTF-8 mode (RFC 6856 2.1), then logging in, then READY. */
int mw_pop3_after_capa(mw_session *s)
{
    uint32_t caps = (uint32_t)s->caps;

    if (mw_tls_is_due(s))
        return caps & MW_POP3_CAP_STLS ? next(s, POP3_STLS)
                                       : mw_pop3_fail(s, MW_E_NO_STARTTLS);
    if (caps & MW_POP3_CAP_PIPELINING)
        s->pipeline = 1;
    if (s->state != MW_ST_OPENING)
        return mw_pop3_taken(s);
    if (!s->auth)
        return mw_pop3_ready(s);
    if ((s->config & MW_FLAG_UTF8) && (caps & MW_POP3_CAP_UTF8))
        return next(s, POP3_UTF8);
    return mw_pop3_auth_start(s);
}

/* -ERR. Without CAPA nothing is known to be offered. */
static int refused(mw_session *s, int kind)
{
    switch (kind) {
    case POP3_CAPA:
        return mw_pop3_after_capa(s);
    case POP3_STLS:
        return mw_pop3_fail(s, MW_E_NO_STARTTLS);
    case POP3_UTF8:
        return mw_pop3_auth_start(s);
    default:
        return mw_pop3_fail(s, MW_E_REPLY_PERM);
    }
}

int mw_pop3_open_reply(mw_session *s, int kind, unsigned status)
{
    if (kind == POP3_AUTH)
        return mw_pop3_auth_reply(s, status);
    if (status == POP3_ERR)
        return refused(s, kind);
    switch (kind) {
    case POP3_GREETING:
        if (s->with && (s->auth & MW_AUTH_APOP))
            mw_apop_begin(&s->with->x, s->in + s->in_off, s->held,
                          mw_session_string(s, MW_STR_SECRET));
        return next(s, POP3_CAPA);
    case POP3_CAPA:
        s->caps &= MW_POP3_CAP_UTF8_ON;
        s->mechanisms = 0;
        return mw_pop3_listing(s);
    case POP3_STLS:
        return mw_starttls_go(s);
    default:
        s->caps |= MW_POP3_CAP_UTF8_ON;
        return mw_pop3_auth_start(s);
    }
}

/* SPDX-License-Identifier: MIT */
#include "engine/auth.h"
#include "engine/pop3.h"
#include "wire/pop3_line.h"

/* From the greeting to READY: RFC 1939 4, RFC 2449 5, RFC 2595 4. One command at a time. */

/* The held words are a line of CAPA's, RFC 2449 6. The caller is told of it unless TLS is still to
   come. */
int mw_pop3_capability(mw_session *s)
{
    /* in the order of the bits MW_POP3_CAP_... */
    static const char words[] = "UIDL\0LANG\0TOP\0USER\0STLS\0PIPELINING\0RESP-CODES\0"
                                "AUTH-RESP-CODE\0EXPIRE\0LOGIN-DELAY\0IMPLEMENTATION\0UTF8\0SASL\0";
    mw_event *ev = &s->ev;
    struct mw_words w;
    const char *p;
    uint32_t cap;

    w.p = s->in + s->in_off;
    w.n = s->held;
    cap = 1u << mw_pop3_find(words, &w) >> 1;
    s->caps |= cap;
    if (mw_tls_is_due(s)) {
        mw_input_release(s);
        return MW_AGAIN;
    }
    mw_tell(s, MW_EV_CAP, 0, MW_OK);
    ev->uid = cap;
    if (!mw_pop3_number(w.p, w.n, &ev->num))
        ev->num = UINT64_MAX;
    else if (cap == MW_POP3_CAP_LOGIN_DELAY)
        pop3_of(s)->delay_s = (uint16_t)(ev->num < UINT16_MAX ? ev->num : UINT16_MAX);
    while (cap == MW_POP3_CAP_SASL && w.n) {
        p = w.p;
        mw_auth_offer(s, p, mw_pop3_word(&w));
    }
    return MW_OK;
}

/* --- the dialogue --- */

/* The next command of ours, which there is room for: all before it were answered. */
static int next(mw_session *s, int kind)
{
    mw_pop3_ask(s, kind);
    return mw_taken(s);
}

void mw_pop3_start(mw_session *s)
{
    mw_out_string(s, "", POP3_GREETING, MW_CMD_HIDDEN | MW_CMD_TRACED);
}

void mw_pop3_secured(mw_session *s)
{
    mw_pop3_ask(s, POP3_CAPA);
}

/* The greeting's time stamp, RFC 1939 7; without one APOP is no way in. */
static int greeting(mw_session *s)
{
    if (s->auth & MW_AUTH_APOP) {
        mw_apop_begin(&s->with->x, s->in + s->in_off, s->held,
                      mw_session_string(s, MW_STR_SECRET));
        if (!s->with->x.has_apop)
            s->auth &= (uint16_t)~MW_AUTH_APOP;
    }
    return next(s, POP3_CAPA);
}

/* What is offered is known: TLS, UTF-8 mode (RFC 6856 2.1), then logging in, then READY. USER and
   PASS are a way in unless the server names others and not this one. */
static int after_capa(mw_session *s)
{
    uint32_t caps = (uint32_t)s->caps;

    s->inside = 0;
    if (mw_tls_is_due(s))
        return caps & MW_POP3_CAP_STLS ? next(s, POP3_STLS)
                                       : mw_pop3_fail(s, MW_E_NO_STARTTLS);
    if (caps & MW_POP3_CAP_PIPELINING)
        s->pipeline = 1;
    if (s->state != MW_ST_OPENING)
        return mw_taken(s);
    if (!s->auth)
        return mw_ready(s);
    if (!(caps & MW_POP3_CAP_SASL) || (caps & MW_POP3_CAP_USER))
        s->mechanisms |= MW_AUTH_COMMAND;
    s->mechanisms |= s->auth & MW_AUTH_APOP;
    if ((s->config & MW_FLAG_UTF8) && (caps & MW_POP3_CAP_UTF8))
        return next(s, POP3_LOGIN);
    mw_taken(s);
    return mw_auth_start(s);
}

int mw_pop3_open_reply(mw_session *s, int kind, unsigned status)
{
    int good = status == POP3_OK;

    switch (kind) {
    case POP3_GREETING:
        return good ? greeting(s) : mw_pop3_fail(s, MW_E_REPLY_PERM);
    case POP3_CAPA:
        if (!good || s->inside)
            return after_capa(s); /* without it nothing is known to be offered */
        s->caps &= MW_POP3_CAP_UTF8_ON;
        s->mechanisms = 0;
        return mw_pop3_listing(s);
    case POP3_STLS:
        return good ? mw_starttls_go(s) : mw_pop3_fail(s, MW_E_NO_STARTTLS);
    default:
        if (s->mechanism)
            return mw_pop3_auth_reply(s, status);
        if (good)
            s->caps |= MW_POP3_CAP_UTF8_ON;
        mw_taken(s);
        return mw_auth_start(s);
    }
}

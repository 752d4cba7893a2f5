/* SPDX-License-Identifier: MIT */
#include "engine/auth.h"
#include "engine/pop3.h"
#include "wire/pop3_line.h"

/* From the greeting to READY: RFC 1939 4, RFC 2449 5, RFC 2595 4; one command at a time. Logging
   in: RFC 5034 (AUTH), RFC 1939 7 (USER, PASS, APOP), RFC 3206. */

/* RFC 5034 4: a command is at most 255 octets, so a longer initial response waits to be asked for.
   A token always does: Outlook wants it so. */
#define AUTH_LINE_MAX_BYTES 255

/* More lines than this are a flood: so much about itself no server has to say. */
#define CAPA_MAX ((1u << 10) - 1)

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

    mw_tell(s, MW_EV_CAP, 0, MW_OK);
    w.p = s->in + s->in_off;
    w.n = s->held;
    cap = 1u << mw_pop3_find(words, &w) >> 1;
    ev->uid = cap;
    s->caps |= cap;
    if (mw_tls_is_due(s)) {
        mw_input_release(s);
        return MW_AGAIN;
    }
    if (!mw_pop3_number(w.p, w.n, &ev->num))
        ev->num = UINT64_MAX;
    else if (cap == MW_POP3_CAP_LOGIN_DELAY)
        pop3_of(s)->delay_s = (uint16_t)(ev->num >> 16 ? UINT16_MAX : ev->num);
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

void mw_pop3_secured(mw_session *s)
{
    mw_pop3_ask(s, POP3_CAPA);
}

/* The greeting's time stamp, RFC 1939 7; without one APOP is no way in. */
static int greeting(mw_session *s)
{
    if (s->auth & MW_AUTH_APOP) {
        mw_apop_begin(s->with, s->in + s->in_off, s->held,
                      mw_session_string(s, MW_STR_SECRET));
        if (!*s->with->apop)
            s->auth &= (uint16_t)~MW_AUTH_APOP;
    }
    return next(s, POP3_CAPA);
}

/* What is offered is known: TLS, UTF-8 mode (RFC 6856 2.1), then logging in, then READY. USER and
   PASS are a way in unless the server names others and not this one. */
static int after_capa(mw_session *s)
{
    uint32_t caps = (uint32_t)s->caps;
    unsigned mechanisms;

    s->inside = 0;
    if (mw_tls_is_due(s))
        return caps & MW_POP3_CAP_STLS ? next(s, POP3_STLS)
                                       : mw_fail(s, MW_E_NO_STARTTLS);
    if (caps & MW_POP3_CAP_PIPELINING)
        s->pipeline = 1;
    if (s->state != MW_ST_OPENING)
        return mw_taken(s);
    if (!s->auth)
        return mw_ready(s);
    mechanisms = s->auth & MW_AUTH_APOP;
    if (!(caps & MW_POP3_CAP_SASL) || (caps & MW_POP3_CAP_USER))
        mechanisms |= MW_AUTH_COMMAND;
    s->mechanisms |= (uint16_t)mechanisms;
    if ((s->config & MW_FLAG_UTF8) && (caps & MW_POP3_CAP_UTF8))
        return next(s, POP3_LOGIN);
    return mw_auth_next(s);
}

/* --- logging in --- */

int mw_pop3_login(mw_session *s, const char *name)
{
    static const char verbs[][6] = { "USER ", "PASS ", "APOP ", "AUTH ", "" };
    unsigned verb = 3;
    struct mw_text t;

    if (s->mechanism == MW_AUTH_COMMAND)
        verb = s->login_step;
    if (s->mechanism == MW_AUTH_APOP)
        verb = 2;
    mw_out_begin(s, &t);
    if (verb != 3)
        name = NULL;
    else if (!name)
        verb = 4;
    mw_text_string(&t, verbs[verb]);
    return mw_auth_line(s, &t, POP3_LOGIN, name,
                        s->mechanism & MW_AUTH_TOKENS ? 0 : AUTH_LINE_MAX_BYTES);
}

static int refused(mw_session *s)
{
    int code = mw_fail(s, MW_E_REPLY_PERM); /* which tells whether another time may do */
    unsigned reason = s->err.reply;

    if (reason != MW_POP3_CODE_SYS_PERM)
        code = code == MW_E_REPLY_TEMP ? MW_E_AUTH_LATER : MW_E_AUTH;
    if (reason == MW_POP3_CODE_LOGIN_DELAY)
        code = MW_E_AUTH_THROTTLED;
    return mw_auth_refused(s, code);
}

static int auth_reply(mw_session *s, unsigned status)
{
    int rc;

    if (status == POP3_ERR)
        return refused(s);
    if (status == POP3_OK) {
        if (s->mechanism == MW_AUTH_COMMAND && s->login_step++ == 0) {
            mw_queue_pop(s);
            return mw_auth_respond(s);
        }
        if (s->login_step != MW_LOGIN_BEFORE || !mw_quirk_allowed(s, MW_POP3_QUIRK_CHALLENGE_OK)) {
            rc = mw_auth_accepted(s);
            if (rc != MW_OK)
                return mw_fail(s, rc);
            mw_ready(s);
            if ((uint32_t)s->caps)
                mw_pop3_ask(s, POP3_CAPA);
            return MW_OK;
        }
    }
    return s->mechanism & (MW_AUTH_COMMAND | MW_AUTH_APOP) ? mw_fail(s, MW_E_PROTOCOL)
                                                           : mw_auth_challenge(s);
}

/* --- replies --- */

int mw_pop3_open_reply(mw_session *s, int kind, unsigned status)
{
    int good = status == POP3_OK;

    switch (kind) {
    case POP3_GREETING:
        return good ? greeting(s) : mw_fail(s, MW_E_REPLY_PERM);
    case POP3_CAPA:
        if (!good || s->inside)
            return after_capa(s); /* without it nothing is known to be offered */
        s->caps &= MW_POP3_CAP_UTF8_ON;
        s->mechanisms = 0;
        return mw_pop3_listing(s, CAPA_MAX);
    case POP3_STLS:
        return good ? mw_starttls_go(s) : mw_fail(s, MW_E_NO_STARTTLS);
    default:
        if (s->mechanism)
            return auth_reply(s, status);
        if (good)
            s->caps |= MW_POP3_CAP_UTF8_ON;
        return mw_auth_next(s);
    }
}

/* SPDX-License-Identifier: MIT */
#include "engine/pop3.h"
#include "sasl/sasl.h"
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
    static const char words[] = "top\0uidl\0user\0stls\0pipelining\0resp-codes\0sasl\0";
    const char *p = s->in + s->in_off, *end;
    size_t n = s->held;
    uint32_t cap = 1u << mw_pop3_word(words, p, n) >> 1;

    s->caps |= cap;
    while (cap == MW_POP3_CAP_SASL && (n = next_word(&p, n)) > 0) {
        end = memchr(p, ' ', n);
        s->mechanisms |= (uint16_t)mw_sasl_find(p, end ? (size_t)(end - p) : n);
    }
    if (!s->tls_due)
        return mw_pop3_tell(s, MW_EV_CAP, 0, MW_OK);
    mw_input_release(s);
    return MW_AGAIN;
}

/* --- the dialogue --- */

static int next(mw_session *s, int kind, const char *argument)
{
    int rc = mw_pop3_put(s, kind, argument, 0);

    if (rc != MW_OK)
        return rc;
    mw_input_release(s);
    mw_queue_pop(s);
    s->step = POP3_REPLY;
    return MW_AGAIN;
}

void mw_pop3_start(mw_session *s)
{
    mw_out_string(s, "", POP3_GREETING, MW_CMD_HIDDEN | MW_CMD_LAST | MW_CMD_TRACED);
}

void mw_pop3_secured(mw_session *s)
{
    mw_pop3_put(s, POP3_CAPA, NULL, 0);
}

static int ready(mw_session *s)
{
    s->step = POP3_REPLY;
    return mw_ready(s);
}

/* USER and PASS are a way in unless the server names others and not this one. */
static int may_say_user(const mw_session *s)
{
    return (!s->auth || (s->auth & MW_AUTH_PLAIN)) &&
           (s->caps & (MW_POP3_CAP_USER | MW_POP3_CAP_SASL)) != MW_POP3_CAP_SASL;
}

/* What is offered is known: TLS, then logging in, then READY. */
int mw_pop3_after_capa(mw_session *s)
{
    if (s->tls_due)
        return s->caps & MW_POP3_CAP_STLS ? next(s, POP3_STLS, NULL)
                                             : mw_pop3_fail(s, MW_E_NO_STARTTLS);
    if (s->caps & MW_POP3_CAP_PIPELINING)
        s->pipeline = 1;
    if (!s->login)
        return ready(s);
    if (mw_login_leaks(s))
        return MW_E_AUTH_NEEDS_TLS;
    if (!may_say_user(s))
        return MW_E_AUTH_MECHANISM;
    return next(s, POP3_USER, mw_session_string(s, MW_STR_USER));
}

/* -ERR. A login is refused for what it said where no reason is given (RFC 3206 4). */
static int refused(mw_session *s, int kind)
{
    int later = MW_E_AUTH_LATER, unsaid = MW_E_AUTH;

    if (kind == POP3_CAPA)
        return mw_pop3_after_capa(s);
    if (kind == POP3_STLS)
        return mw_pop3_fail(s, MW_E_NO_STARTTLS);
    if (kind == POP3_GREETING) {
        later = MW_E_REPLY_TEMP;
        unsaid = MW_E_REPLY_PERM;
    }
    return mw_pop3_fail(s, mw_pop3_refusal(s, later, unsaid));
}

int mw_pop3_open_reply(mw_session *s, int kind, int good)
{
    if (!good)
        return refused(s, kind);
    switch (kind) {
    case POP3_GREETING:
        return next(s, POP3_CAPA, NULL);
    case POP3_CAPA:
        return mw_pop3_listing(s);
    case POP3_STLS:
        return mw_starttls_go(s);
    case POP3_USER:
        return next(s, POP3_PASS, mw_session_string(s, MW_STR_SECRET));
    default:
        return ready(s);
    }
}

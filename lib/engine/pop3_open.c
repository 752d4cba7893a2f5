/* SPDX-License-Identifier: MIT */
#include "base/wipe.h"
#include "engine/pop3.h"
#include "wire/pop3_line.h"

#include <string.h>

/* From the greeting to READY: RFC 1939 4, RFC 2449 5, RFC 2595 4. One command at a time. */

/* A word of the list is offered; `first` is its first word's bit. */
static void offered(mw_session *s, uint32_t first, const char *list, const char *p, size_t n)
{
    unsigned place = mw_pop3_word(list, p, n);

    if (place)
        s->caps |= first << (place - 1);
}

/* The held words are a line of CAPA's, RFC 2449 6. The caller is told of it unless TLS is still to
   come. */
int mw_pop3_capability(mw_session *s)
{
    const char *p = s->in + s->in_off, *end = p + s->held;

    offered(s, MW_POP3_CAP_TOP, "top\0uidl\0user\0stls\0pipelining\0resp-codes\0sasl\0", p, s->held);
    if (mw_pop3_word("sasl\0", p, s->held))
        while ((p = memchr(p, ' ', (size_t)(end - p))) != NULL) {
            p++;
            offered(s, MW_POP3_CAP_AUTH_PLAIN, "plain\0login\0xoauth2\0", p, (size_t)(end - p));
        }
    if (s->security == MW_PLAIN || (s->flags & MW_S_SECURE))
        return mw_pop3_event(s, MW_EV_CAP, 0);
    mw_input_release(s);
    return MW_AGAIN;
}

/* --- the dialogue --- */

/* Nothing may stand behind the reply at hand: it would be an answer to what was not asked yet. */
static int nothing_behind(mw_session *s)
{
    mw_input_release(s);
    return s->in_len == s->in_off;
}

static int next(mw_session *s, int kind, const char *argument)
{
    int rc;

    if (!nothing_behind(s))
        return MW_E_PROTOCOL;
    rc = mw_pop3_put(s, kind, argument, 0);
    if (rc != MW_OK)
        return rc;
    mw_queue_pop(s);
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

/* Whether the first byte can be a POP3 greeting's, before there is a line. */
int mw_pop3_greeting_bytes(const mw_session *s)
{
    struct mw_command *c = mw_queue_front(s);
    int byte;

    if (!c || c->kind != POP3_GREETING || s->in_len == s->in_off)
        return MW_OK;
    byte = s->in[s->in_off];
    if (byte == '+' || byte == '-')
        return MW_OK;
    return byte == 0x15 || byte == 0x16 ? MW_E_PORT_IS_TLS : MW_E_WRONG_SERVICE;
}

static int ready(mw_session *s)
{
    s->state = MW_ST_READY;
    s->flags &= ~MW_S_OPEN_ID;
    return mw_pop3_over(s, MW_EV_READY, MW_OK);
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
    if (s->security == MW_STARTTLS && !(s->flags & MW_S_SECURE))
        return s->caps & MW_POP3_CAP_STLS ? next(s, POP3_STLS, NULL)
                                             : mw_pop3_fail(s, MW_E_NO_STARTTLS);
    if (s->caps & MW_POP3_CAP_PIPELINING)
        s->flags |= MW_S_PIPELINE;
    if (!(s->flags & MW_S_LOGIN))
        return ready(s);
    if (!(s->flags & MW_S_SECURE) && !(s->config & MW_FLAG_SECRET_IN_CLEAR))
        return MW_E_AUTH_NEEDS_TLS;
    if (!may_say_user(s))
        return MW_E_AUTH_MECHANISM;
    return next(s, POP3_USER, mw_session_string(s, MW_STR_USER));
}

/* RFC 2595 4, and rule 1 of our own: not one byte may stand behind the reply. */
static int go_secure(mw_session *s)
{
    if (!nothing_behind(s) || (s->flags & MW_S_SKIP))
        return MW_E_INJECTED;
    mw_queue_pop(s);
    s->caps = 0;
    s->state = MW_ST_SECURING;
    return MW_AGAIN;
}

/* The secret is not needed any more, nor what is left of it in the output. */
static void forget(mw_session *s)
{
    const char *secret = mw_session_string(s, MW_STR_SECRET);

    mw_wipe((char *)(uintptr_t)secret, strlen(secret));
    mw_wipe(s->out, s->out_cap);
}

/* A login is refused without a reason for what it said (RFC 3206 4). */
static int why_not(const mw_session *s)
{
    if (mw_pop3_refusal(s) == MW_E_REPLY_TEMP)
        return MW_E_AUTH_LATER;
    return mw_pop3_word("[sys/perm\0", s->in + s->in_off, s->held) ? MW_E_REPLY_PERM : MW_E_AUTH;
}

int mw_pop3_open_reply(mw_session *s, int kind, int good)
{
    switch (kind) {
    case POP3_GREETING:
        return good ? next(s, POP3_CAPA, NULL) : mw_pop3_fail(s, mw_pop3_refusal(s));
    case POP3_CAPA:
        return good ? mw_pop3_data_reply(s, kind) : mw_pop3_after_capa(s);
    case POP3_STLS:
        return good ? go_secure(s) : mw_pop3_fail(s, MW_E_NO_STARTTLS);
    default:
        if (!good)
            return mw_pop3_fail(s, why_not(s));
        if (kind == POP3_USER)
            return next(s, POP3_PASS, mw_session_string(s, MW_STR_SECRET));
        forget(s);
        return ready(s);
    }
}

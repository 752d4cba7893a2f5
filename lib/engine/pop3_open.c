/* SPDX-License-Identifier: MIT */
#include "base/wipe.h"
#include "engine/pop3.h"
#include "wire/pop3_line.h"

#include <string.h>

/* From the greeting to READY: RFC 1939 4, RFC 2449 5, RFC 2595 4. One command at a time. */

/* --- what the server offers, RFC 2449 6:  capability = capa-tag *(SP param) --- */

static size_t word_length(const char *p, size_t n)
{
    const char *space = memchr(p, ' ', n);

    return space ? (size_t)(space - p) : n;
}

/* The bit of a word of the list, whose first one has the bit `first`. */
static uint32_t bit_of(const char *list, uint32_t first, const char *p, size_t n)
{
    unsigned place = mw_pop3_word(list, p, n);

    return place ? first << (place - 1) : 0;
}

/* Takes one line of the reply to CAPA. */
void mw_pop3_capability(struct pop3 *m, const char *p, size_t n)
{
    /* in the order of MW_POP3_CAP_... */
    static const char tags[] = "top\0uidl\0user\0stls\0pipelining\0resp-codes\0sasl\0";
    static const char mechanisms[] = "plain\0login\0xoauth2\0";
    size_t word = word_length(p, n);
    uint32_t bits = bit_of(tags, MW_POP3_CAP_TOP, p, word);

    if (bits == MW_POP3_CAP_SASL)
        while (word < n) {
            p += word + 1;
            n -= word + 1;
            word = word_length(p, n);
            bits |= bit_of(mechanisms, MW_POP3_CAP_AUTH_PLAIN, p, word);
        }
    m->s.caps |= bits;
}

/* --- the dialogue --- */

/* Nothing may stand behind the reply at hand: it would be an answer to what was not asked yet. */
static int nothing_behind(mw_session *s)
{
    mw_input_release(s);
    return s->in_len == s->in_off;
}

/* Sends the next command; verb and argument, the latter secret in PASS. */
static int ask(struct pop3 *m, const char *verb, const char *argument, int kind)
{
    mw_session *s = &m->s;
    unsigned flags = MW_CMD_HIDDEN | MW_CMD_LAST;
    struct mw_text t;
    int rc;

    if (!nothing_behind(s))
        return MW_E_PROTOCOL;
    mw_out_begin(s, &t);
    mw_text_string(&t, verb);
    mw_text_string(&t, argument);
    mw_text_string(&t, "\r\n");
    rc = mw_out_end(s, &t, kind, kind == POP3_PASS ? flags | MW_CMD_SECRET : flags);
    if (rc != MW_OK)
        return rc;
    mw_queue_newest(s)->shown = (uint16_t)strlen(verb);
    if (s->released)
        mw_queue_pop(s);
    return MW_AGAIN;
}

static int ask_capa(struct pop3 *m)
{
    m->s.caps = 0;
    return ask(m, "CAPA", "", POP3_CAPA);
}

void mw_pop3_start(mw_session *s)
{
    struct mw_text t;

    mw_out_begin(s, &t);
    mw_out_end(s, &t, POP3_GREETING, MW_CMD_HIDDEN | MW_CMD_LAST | MW_CMD_TRACED);
}

void mw_pop3_secured(mw_session *s)
{
    ask_capa(pop3_of(s));
}

/* Whether the first byte can be a POP3 greeting's, before there is a line. */
int mw_pop3_greeting_bytes(const mw_session *s)
{
    char c;

    if (s->in_len == s->in_off)
        return MW_OK;
    c = s->in[s->in_off];
    if (c == '+' || c == '-')
        return MW_OK;
    return c == 0x15 || c == 0x16 ? MW_E_PORT_IS_TLS : MW_E_WRONG_SERVICE;
}

static int ready(struct pop3 *m)
{
    mw_session *s = &m->s;

    s->state = MW_ST_READY;
    s->flags &= ~MW_S_OPEN_ID;
    mw_pop3_words(m, MW_EV_READY, MW_OPEN_ID);
    mw_id_over(s, MW_OPEN_ID, MW_OK);
    mw_pop3_answered(m);
    return MW_OK;
}

/* USER and PASS are a way in unless the server names others and not this one. */
static int may_say_user(const mw_session *s)
{
    return (!s->auth || (s->auth & MW_AUTH_PLAIN)) &&
           ((s->caps & MW_POP3_CAP_USER) || !(s->caps & MW_POP3_CAP_SASL));
}

/* What is offered is known: TLS, then logging in, then READY. */
int mw_pop3_after_capa(struct pop3 *m)
{
    mw_session *s = &m->s;

    if (s->security == MW_STARTTLS && !(s->flags & MW_S_SECURE)) {
        if (!(s->caps & MW_POP3_CAP_STLS))
            return mw_pop3_fail(m, MW_E_NO_STARTTLS);
        return ask(m, "STLS", "", POP3_STLS);
    }
    if (s->caps & MW_POP3_CAP_PIPELINING)
        s->flags |= MW_S_PIPELINE;
    if (!(s->flags & MW_S_LOGIN))
        return ready(m);
    if (!(s->flags & MW_S_SECURE) && !(s->config & MW_FLAG_SECRET_IN_CLEAR))
        return MW_E_AUTH_NEEDS_TLS;
    if (!may_say_user(s))
        return MW_E_AUTH_MECHANISM;
    return ask(m, "USER ", mw_session_string(s, MW_STR_USER), POP3_USER);
}

/* RFC 2595 4, and rule 1 of our own: not one byte may stand behind the reply. */
static int go_secure(mw_session *s)
{
    if (!nothing_behind(s) || (s->flags & MW_S_SKIP))
        return MW_E_INJECTED;
    mw_queue_pop(s);
    return MW_SECURE;
}

/* The secret is not needed any more, nor what is left of it in the output. */
static void forget(mw_session *s)
{
    const char *secret = mw_session_string(s, MW_STR_SECRET);

    mw_wipe((char *)(uintptr_t)secret, strlen(secret));
    mw_wipe(s->out, s->out_cap);
}

/* A login without a reason was refused for what it said (RFC 3206 4). */
static int why_not(const struct pop3 *m)
{
    if (mw_pop3_refusal(m) == MW_E_REPLY_TEMP)
        return MW_E_AUTH_LATER;
    return mw_pop3_says(m, "sys/perm\0") ? MW_E_REPLY_PERM : MW_E_AUTH;
}

int mw_pop3_open_reply(struct pop3 *m, int kind, int good)
{
    mw_session *s = &m->s;

    switch (kind) {
    case POP3_GREETING:
        return good ? ask_capa(m) : mw_pop3_fail(m, mw_pop3_refusal(m));
    case POP3_CAPA:
        if (!good)
            return mw_pop3_after_capa(m);
        mw_pop3_listing_begins(m);
        return MW_AGAIN;
    case POP3_STLS:
        return good ? go_secure(s) : mw_pop3_fail(m, MW_E_NO_STARTTLS);
    default:
        if (!good)
            return mw_pop3_fail(m, why_not(m));
        if (kind == POP3_USER)
            return ask(m, "PASS ", mw_session_string(s, MW_STR_SECRET), POP3_PASS);
        forget(s);
        return ready(m);
    }
}

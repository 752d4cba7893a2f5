/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "engine/smtp.h"
#include "sasl/sasl.h"

/* From the greeting to READY: RFC 5321 3.1-3.2, 4.1.1.1, RFC 3207. */

/* --- what the server offers: the lines of its EHLO reply, RFC 5321 4.1.1.1:
       ehlo-line = ehlo-keyword *( SP ehlo-param ) --- */

struct keyword {
    char word[20]; /* lower case */
    uint32_t cap;
};

static const struct keyword keywords[] = {
    { "starttls", MW_SMTP_CAP_STARTTLS },
    { "pipelining", MW_SMTP_CAP_PIPELINING },
    { "8bitmime", MW_SMTP_CAP_8BITMIME },
    { "smtputf8", MW_SMTP_CAP_SMTPUTF8 },
    { "size", MW_SMTP_CAP_SIZE },
    { "chunking", MW_SMTP_CAP_CHUNKING },
    { "binarymime", MW_SMTP_CAP_BINARYMIME },
    { "dsn", MW_SMTP_CAP_DSN },
    { "enhancedstatuscodes", MW_SMTP_CAP_ENHANCED },
    { "deliverby", MW_SMTP_CAP_DELIVERBY },
    { "futurerelease", MW_SMTP_CAP_FUTURERELEASE },
    { "mt-priority", MW_SMTP_CAP_MT_PRIORITY },
    { "requiretls", MW_SMTP_CAP_REQUIRETLS },
    { "rrvs", MW_SMTP_CAP_RRVS },
    { "limits", MW_SMTP_CAP_LIMITS },
    { "vrfy", MW_SMTP_CAP_VRFY },
    { "auth", MW_SMTP_CAP_AUTH },
};

static const struct keyword mechanisms[] = {
    { "plain", MW_SMTP_CAP_AUTH_PLAIN },
    { "login", MW_SMTP_CAP_AUTH_LOGIN },
    { "xoauth2", MW_SMTP_CAP_AUTH_XOAUTH2 },
};

static uint32_t look_up(const struct keyword *table, size_t count, const char *p, size_t n)
{
    for (; count--; table++)
        if (mw_same(p, n, table->word))
            return table->cap;
    return 0;
}

/* How long the word at p is; "AUTH=LOGIN" of old servers counts as "AUTH LOGIN". */
static size_t word_length(const char *p, size_t n)
{
    size_t i;

    for (i = 0; i < n && p[i] != ' '; i++)
        if (p[i] == '=' && mw_same(p, i, "auth"))
            break;
    return i;
}

static uint16_t small_number(const char *p, size_t n)
{
    uint64_t value;

    if (mw_number(p, n, &value) != n || n == 0)
        return 0;
    return (uint16_t)(value < UINT16_MAX ? value : UINT16_MAX);
}

/* One parameter of LIMITS, RFC 9422 4. */
static void limit(struct smtp *m, const char *p, size_t n)
{
    if (mw_starts(p, n, "rcptmax="))
        m->rcpt_max = small_number(p + 8, n - 8);
    if (mw_starts(p, n, "mailmax="))
        m->mail_max = small_number(p + 8, n - 8);
}

static void parameter(struct smtp *m, uint32_t cap, const char *p, size_t n)
{
    if (cap == MW_SMTP_CAP_SIZE && mw_number(p, n, &m->max_bytes) != n)
        m->max_bytes = 0;
    if (cap == MW_SMTP_CAP_AUTH)
        m->s.caps |= look_up(mechanisms, sizeof mechanisms / sizeof *mechanisms, p, n);
    if (cap == MW_SMTP_CAP_LIMITS)
        limit(m, p, n);
}

/* Takes one line of the reply to EHLO. 1: the caller may be told of it. */
int mw_smtp_ehlo_line(struct smtp *m, const char *p, size_t n)
{
    size_t word = word_length(p, n);
    uint32_t cap = look_up(keywords, sizeof keywords / sizeof *keywords, p, word);

    m->s.caps |= cap;
    while (word < n) {
        p += word + 1;
        n -= word + 1;
        word = word_length(p, n);
        parameter(m, cap, p, word);
    }
    return m->s.security == MW_PLAIN || (m->s.flags & MW_S_SECURE);
}

/* --- the dialogue --- */

static void say_hello(struct smtp *m, int kind)
{
    mw_session *s = &m->s;
    struct mw_text t;

    s->caps = kind == SMTP_HELO ? 0 : MW_SMTP_CAP_EHLO;
    s->flags &= ~MW_S_PIPELINE;
    m->max_bytes = 0;
    m->rcpt_max = m->mail_max = 0;
    mw_out_begin(s, &t);
    mw_text_string(&t, kind == SMTP_HELO ? "HELO " : s->config & MW_FLAG_LMTP ? "LHLO " : "EHLO ");
    mw_text_string(&t, mw_session_string(s, MW_STR_HELLO));
    mw_text_string(&t, "\r\n");
    mw_out_end(s, &t, kind, MW_CMD_HIDDEN | MW_CMD_LAST);
}

void mw_smtp_start(mw_session *s)
{
    struct mw_text t;

    mw_out_begin(s, &t);
    mw_out_end(s, &t, SMTP_GREETING, MW_CMD_HIDDEN | MW_CMD_LAST | MW_CMD_TRACED);
}

void mw_smtp_secured(mw_session *s)
{
    say_hello(smtp_of(s), SMTP_EHLO);
}

/* Whether the first bytes can be an SMTP greeting's, before there is a line. */
int mw_smtp_greeting_bytes(const mw_session *s)
{
    const unsigned char *p = (const unsigned char *)s->in + s->in_off;

    if (s->in_len == s->in_off || s->held || mw_is_digit(*p))
        return MW_OK;
    return *p == 0x15 || *p == 0x16 ? MW_E_PORT_IS_TLS : MW_E_WRONG_SERVICE;
}

/* RFC 3207 4, and rule 1 of our own: not one byte may stand behind the reply. */
static int go_secure(struct smtp *m)
{
    mw_session *s = &m->s;

    if (m->code != 220)
        return mw_smtp_fail(m, MW_E_NO_STARTTLS);
    mw_input_release(s);
    if (s->in_len != s->in_off || (s->flags & MW_S_SKIP))
        return MW_E_INJECTED;
    mw_queue_pop(s);
    return MW_SECURE;
}

/* EHLO or HELO was answered well: TLS, then logging in, then READY. */
static int after_hello(struct smtp *m)
{
    mw_session *s = &m->s;

    mw_queue_pop(s);
    if (s->security == MW_STARTTLS && !(s->flags & MW_S_SECURE)) {
        mw_input_release(s);
        if (!(s->caps & MW_SMTP_CAP_STARTTLS))
            return MW_E_NO_STARTTLS;
        mw_out_string(s, "STARTTLS\r\n", SMTP_STARTTLS, MW_CMD_HIDDEN | MW_CMD_LAST);
        return MW_AGAIN;
    }
    if (s->caps & MW_SMTP_CAP_PIPELINING)
        s->flags |= MW_S_PIPELINE;
    if (!(s->flags & MW_S_LOGIN))
        return mw_smtp_ready(m);
    mw_input_release(s);
    return mw_smtp_auth_start(m);
}

/* EHLO was refused: HELO will do where neither TLS nor a login is wanted (RFC 5321 3.2). */
static int after_refused_ehlo(struct smtp *m)
{
    mw_session *s = &m->s;
    int unknown = m->code >= 500 && m->code != 521 && m->code != 554;

    if (!unknown || (s->config & MW_FLAG_LMTP))
        return mw_smtp_fail(m, mw_smtp_refusal(m->code));
    if (s->security != MW_PLAIN)
        return mw_smtp_fail(m, s->security == MW_STARTTLS ? MW_E_NO_STARTTLS : MW_E_REPLY_PERM);
    if (s->flags & MW_S_LOGIN)
        return mw_smtp_fail(m, MW_E_AUTH_MECHANISM);
    mw_input_release(s);
    mw_queue_pop(s);
    say_hello(m, SMTP_HELO);
    return MW_AGAIN;
}

static int after_greeting(struct smtp *m)
{
    if (m->code != 220)
        return mw_smtp_fail(m, m->code == 421   ? MW_E_SERVER_BYE
                               : m->code >= 400 ? mw_smtp_refusal(m->code)
                                                : MW_E_PROTOCOL);
    mw_input_release(&m->s);
    mw_queue_pop(&m->s);
    say_hello(m, SMTP_EHLO);
    return MW_AGAIN;
}

int mw_smtp_open_reply(struct smtp *m, int kind)
{
    if (m->code == 421)
        return mw_smtp_fail(m, MW_E_SERVER_BYE);
    switch (kind) {
    case SMTP_GREETING:
        return after_greeting(m);
    case SMTP_STARTTLS:
        return go_secure(m);
    case SMTP_AUTH:
        return mw_smtp_auth_reply(m);
    default:
        if (m->code == 250)
            return after_hello(m);
        return kind == SMTP_EHLO ? after_refused_ehlo(m)
                                 : mw_smtp_fail(m, mw_smtp_refusal(m->code));
    }
}

/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "engine/auth.h"
#include "engine/smtp.h"
#include "wire/imap_word.h"

#include <string.h>

/* From the greeting to READY: RFC 5321 3.1-3.2, 4.1.1.1, RFC 3207. */

/* --- what the server offers: the lines of its EHLO reply, RFC 5321 4.1.1.1:
       ehlo-line = ehlo-keyword *( SP ehlo-param ) --- */

/* In the order of the bits MW_SMTP_CAP_. */
static const char keywords[] = "STARTTLS\0PIPELINING\0"
                               "8BITMIME\0SMTPUTF8\0SIZE\0CHUNKING\0BINARYMIME\0DSN\0"
                               "ENHANCEDSTATUSCODES\0DELIVERBY\0FUTURERELEASE\0MT-PRIORITY\0"
                               "REQUIRETLS\0RRVS\0LIMITS\0VRFY\0AUTH\0";

/* How long the word at p is; "AUTH=LOGIN" of old servers counts as "AUTH LOGIN". */
static size_t word_length(const char *p, size_t n)
{
    const char *space = memchr(p, ' ', n);

    if (mw_starts(p, n, "auth="))
        return 4;
    return space ? (size_t)(space - p) : n;
}

/* 0: p[0 .. n) is not a number of 32 bits. */
static uint32_t number(const char *p, size_t n)
{
    uint64_t value;

    return mw_number(p, n, &value) == n && value <= UINT32_MAX ? (uint32_t)value : 0;
}

/* One parameter of LIMITS, RFC 9422 4. A value that is no limit, or no number, is UINT16_MAX. */
static void limit(struct smtp *m, const char *p, size_t n)
{
    uint32_t value;
    unsigned place = n < 8 ? 0 : mw_imap_find("RCPTMAX=\0MAILMAX=\0", p, 8, NULL);

    if (!place)
        return;
    value = number(p + 8, n - 8);
    m->limit[place - 1] = (uint16_t)(value && value < UINT16_MAX ? value : UINT16_MAX);
}

static void parameter(struct smtp *m, uint32_t cap, const char *p, size_t n)
{
    if (cap == MW_SMTP_CAP_SIZE)
        m->s.max_bytes = number(p, n);
    if (cap == MW_SMTP_CAP_AUTH)
        mw_auth_offer(&m->s, p, n);
    if (cap == MW_SMTP_CAP_LIMITS)
        limit(m, p, n);
}

/* Takes one line of the reply to EHLO. */
void mw_smtp_ehlo_line(struct smtp *m, const char *p, size_t n)
{
    size_t word = word_length(p, n);
    uint32_t cap = 1u << mw_imap_find(keywords, p, word, NULL) >> 1;

    if (word < n && p[word] == '=' && !mw_quirk_allowed(&m->s, MW_SMTP_QUIRK_AUTH_EQUALS))
        return;
    m->s.caps |= cap;
    while (word < n) {
        p += word + 1;
        n -= word + 1;
        word = word_length(p, n);
        parameter(m, cap, p, word);
    }
}

/* --- the dialogue --- */

static void say_hello(struct smtp *m, int kind)
{
    static const char verbs[][6] = { "EHLO ", "LHLO ", "HELO " };
    mw_session *s = &m->s;
    struct mw_text t;
    int is_helo = kind == SMTP_HELO;

    s->caps = is_helo ? 0 : MW_SMTP_CAP_EHLO;
    s->max_bytes = 0;
    s->mechanisms = 0;
    s->pipeline = 0;
    m->limit[SMTP_RCPTS] = m->limit[SMTP_MAILS] = UINT16_MAX;
    mw_smtp_begin(s, &t, verbs[is_helo ? 2 : (s->config & MW_FLAG_LMTP) != 0],
                  mw_session_string(s, MW_STR_HELLO));
    mw_smtp_end(s, &t, kind, MW_CMD_HIDDEN | MW_CMD_LAST);
}

void mw_smtp_start(mw_session *s)
{
    mw_out_string(s, "", SMTP_GREETING, MW_CMD_HIDDEN | MW_CMD_LAST | MW_CMD_TRACED);
}

void mw_smtp_secured(mw_session *s)
{
    say_hello(smtp_of(s), SMTP_EHLO);
}

/* EHLO or HELO was answered well: TLS, then logging in, then READY. */
static int after_hello(struct smtp *m)
{
    mw_session *s = &m->s;

    if (mw_tls_is_due(s)) {
        mw_input_release(s);
        if (!(s->caps & MW_SMTP_CAP_STARTTLS))
            return MW_E_NO_STARTTLS;
        mw_queue_pop(s);
        mw_out_string(s, "STARTTLS\r\n", SMTP_STARTTLS, MW_CMD_HIDDEN | MW_CMD_LAST);
        return MW_AGAIN;
    }
    if (s->caps & MW_SMTP_CAP_PIPELINING)
        s->pipeline = 1;
    if (!s->auth)
        return mw_ready(s);
    mw_smtp_taken(&m->s);
    return mw_auth_start(s);
}

/* EHLO was refused: HELO will do where neither TLS nor a login is wanted (RFC 5321 3.2). */
static int after_refused_ehlo(struct smtp *m)
{
    mw_session *s = &m->s;
    int unknown = m->s.code >= 500 && m->s.code != 521 && m->s.code != 554;

    if (!unknown || (s->config & MW_FLAG_LMTP))
        return mw_smtp_refused(&m->s);
    if (s->security != MW_PLAIN)
        return mw_fail(&m->s, s->secure ? MW_E_REPLY_PERM : MW_E_NO_STARTTLS);
    if (s->auth)
        return mw_fail(&m->s, MW_E_AUTH_MECHANISM);
    mw_smtp_taken(&m->s);
    say_hello(m, SMTP_HELO);
    return MW_AGAIN;
}

static int after_greeting(struct smtp *m)
{
    if (m->s.code != 220)
        return mw_smtp_refused(&m->s);
    mw_smtp_taken(&m->s);
    say_hello(m, SMTP_EHLO);
    return MW_AGAIN;
}

int mw_smtp_open_reply(struct smtp *m, int kind)
{
    switch (kind) {
    case SMTP_GREETING:
        return after_greeting(m);
    case SMTP_STARTTLS:
        return m->s.code == 220 ? mw_starttls_go(&m->s) : mw_fail(&m->s, MW_E_NO_STARTTLS);
    default:
        if (m->s.code == 250)
            return after_hello(m);
        return kind == SMTP_EHLO ? after_refused_ehlo(m) : mw_smtp_refused(&m->s);
    }
}

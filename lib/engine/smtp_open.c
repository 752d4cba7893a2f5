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

static size_t word_length(const char *p, size_t n)
{
    const char *space = memchr(p, ' ', n);

    return space ? (size_t)(space - p) : n;
}

/* One parameter. SIZE and those of LIMITS (RFC 9422 4) are numbers of 32 bits; a limit that is none
   says nothing. */
static void parameter(struct smtp *m, uint32_t cap, const char *p, size_t n)
{
    unsigned place = 0;
    uint64_t digits;
    uint32_t value;

    if (cap == MW_SMTP_CAP_AUTH)
        mw_auth_offer(&m->s, p, n);
    if (cap == MW_SMTP_CAP_LIMITS && n > 8) {
        place = mw_imap_find("MAILMAX=\0RCPTMAX=\0", p, 8, NULL);
        p += 8;
        n -= 8;
    }
    if (!place && cap != MW_SMTP_CAP_SIZE)
        return;
    value = mw_number(p, n, &digits) == n && !(digits >> 32) ? (uint32_t)digits : 0;
    if (!place)
        m->s.max_bytes = value;
    else if (value - 1 < UINT16_MAX)
        m->limit[place - 1] = (uint16_t)value;
}

/* Takes one line of the reply to EHLO. */
void mw_smtp_ehlo_line(struct smtp *m, const char *p, size_t n)
{
    size_t word = word_length(p, n);
    uint32_t cap;

    if (mw_starts(p, n, "auth=")) { /* of old servers; counts as "AUTH " */
        word = 4;
        if (!mw_quirk_allowed(&m->s, MW_SMTP_QUIRK_AUTH_EQUALS))
            return;
    }
    cap = 1u << mw_imap_find(keywords, p, word, NULL) >> 1;
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
    int is_lmtp = (s->config & MW_FLAG_LMTP) != 0;

    s->max_bytes = 0;
    m->limit[SMTP_MAILS] = 0;
    m->limit[SMTP_RCPTS] = is_lmtp ? UINT16_MAX : 0; /* each has a verdict to be counted */
    mw_smtp_begin(s, &t, verbs[kind == SMTP_HELO ? 2 : is_lmtp],
                  mw_session_string(s, MW_STR_HELLO));
    mw_smtp_end(s, &t, kind, MW_CMD_HIDDEN | MW_CMD_LAST);
}

void mw_smtp_secured(mw_session *s)
{
    say_hello(smtp_of(s), SMTP_EHLO);
}

/* EHLO was refused: HELO will do where neither TLS nor a login is wanted (RFC 5321 3.2). MW_OK, or
   why it will not. */
static int why_not_helo(const mw_session *s)
{
    if (s->security != MW_PLAIN)
        return s->secure ? MW_E_REPLY_PERM : MW_E_NO_STARTTLS;
    return s->auth ? MW_E_AUTH_MECHANISM : MW_OK;
}

/* What is said to a good reply: TLS, then logging in, then READY. */
static int after_good(struct smtp *m, int kind)
{
    mw_session *s = &m->s;

    if (kind == SMTP_STARTTLS)
        return mw_starttls_go(s);
    if (kind == SMTP_GREETING) {
        mw_taken(s);
        say_hello(m, SMTP_EHLO);
        return MW_AGAIN;
    }
    if (kind == SMTP_EHLO)
        s->caps |= MW_SMTP_CAP_EHLO;
    if (mw_tls_is_due(s)) {
        if (!(s->caps & MW_SMTP_CAP_STARTTLS))
            return MW_E_NO_STARTTLS;
        mw_taken(s);
        mw_out_string(s, "STARTTLS\r\n", SMTP_STARTTLS, MW_CMD_HIDDEN | MW_CMD_LAST);
        return MW_AGAIN;
    }
    s->pipeline = (s->caps & MW_SMTP_CAP_PIPELINING) != 0;
    if (!s->auth)
        return mw_ready(s);
    mw_taken(s);
    return mw_auth_start(s);
}

int mw_smtp_open_reply(struct smtp *m, int kind)
{
    mw_session *s = &m->s;
    int rc;

    if (s->code == (kind == SMTP_EHLO || kind == SMTP_HELO ? 250 : 220))
        return after_good(m, kind);
    if (kind == SMTP_STARTTLS)
        return mw_fail(s, MW_E_NO_STARTTLS);
    if (kind != SMTP_EHLO || s->code < 500 || s->code == 521 || s->code == 554 ||
        (s->config & MW_FLAG_LMTP))
        return mw_smtp_refused(s);
    rc = why_not_helo(s);
    if (rc != MW_OK)
        return mw_fail(s, rc);
    mw_taken(s);
    say_hello(m, SMTP_HELO);
    return MW_AGAIN;
}

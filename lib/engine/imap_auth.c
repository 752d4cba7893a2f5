/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "engine/imap.h"
#include "sasl/encode.h"
#include "wire/base64.h"
#include "wire/imap_args.h"
#include "wire/imap_word.h"

#include <string.h>

/* Logging in: AUTHENTICATE (RFC 9051 6.2.2, RFC 4959) or LOGIN (6.2.3). What is sent may be longer
   than the output buffer: it is encoded piece by piece, as that drains (mw_imap_auth_fill). */

/* The longest line that all servers take (RFC 2683 3.2.1.5). */
#define LINE_MAX_BYTES 1000

/* RFC 7888 5: the longest literal of LITERAL- that need not wait. */
#define LITERAL_MINUS_MAX 4096

/* imap.auth_step where AUTHENTICATE has no initial response: the server asks for the first. */
#define STEP_BEFORE UINT8_MAX /* + 1 is 0 */

/* imap.auth_step of LOGIN: an odd one is the bytes of what the even one before it introduced. */
#define STEP_USER 0
#define STEP_SECRET 2
#define STEP_END 4

/* --- AUTHENTICATE --- */

/* The response of the present step. */
static void parts_of(const struct imap *m, struct mw_sasl_part part[MW_SASL_PARTS])
{
    mw_sasl_response(m->mechanism, m->auth_step, mw_session_string(&m->s, MW_STR_USER), part);
}

static int authenticate(struct imap *m)
{
    struct mw_sasl_part part[MW_SASL_PARTS];
    mw_session *s = &m->s;
    unsigned flags = MW_CMD_HIDDEN | MW_CMD_LAST;
    struct mw_text t;
    int rc;

    mw_imap_begin(m, &t);
    mw_text_string(&t, "AUTHENTICATE ");
    mw_text_string(&t, mw_sasl_name(m->mechanism));
    parts_of(m, part);
    if ((s->caps & MW_IMAP_CAP_SASL_IR) && m->mechanism != MW_SASL_LOGIN &&
        t.len + 1 + mw_base64_length(mw_sasl_length(part)) + 2 <= LINE_MAX_BYTES) {
        mw_text_byte(&t, ' ');
        flags |= MW_CMD_OPEN | MW_CMD_SECRET;
    } else {
        m->auth_step = STEP_BEFORE;
    }
    rc = mw_imap_end(m, &t, IMAP_AUTHENTICATE, flags);
    mw_queue_newest(s)->head = (uint16_t)t.len;
    return rc == MW_OK ? MW_AGAIN : rc;
}

/* As much of the present response as there is room for. 1: that was all. */
static int fill_response(struct imap *m, struct mw_text *t)
{
    struct mw_sasl_part part[MW_SASL_PARTS];

    parts_of(m, part);
    t->len = mw_sasl_encode(part, &m->auth_at, t->p, t->cap);
    return m->auth_at == mw_sasl_length(part);
}

/* A challenge: the answer takes the place of the command, whose tag it keeps. It is secret from
   its first byte. */
static int respond(struct imap *m)
{
    mw_session *s = &m->s;
    struct mw_text t;

    m->auth_step++;
    if (m->auth_step >= mw_sasl_steps(m->mechanism))
        return MW_E_PROTOCOL;
    mw_input_release(s);
    mw_queue_pop(s);
    m->auth_at = 0;
    mw_out_begin(s, &t);
    mw_out_end(s, &t, IMAP_AUTHENTICATE,
               MW_CMD_HIDDEN | MW_CMD_LAST | MW_CMD_OPEN | MW_CMD_SECRET);
    mw_imap_asks(m, m->next_tag - 1);
    return MW_AGAIN;
}

/* --- LOGIN --- */

static int login(struct imap *m)
{
    struct mw_text t;
    int rc;

    mw_imap_begin(m, &t);
    mw_text_string(&t, "LOGIN ");
    rc = mw_imap_end(m, &t, IMAP_LOGIN, MW_CMD_HIDDEN | MW_CMD_LAST | MW_CMD_OPEN | MW_CMD_SECRET);
    mw_queue_newest(&m->s)->head = (uint16_t)t.len;
    return rc == MW_OK ? MW_AGAIN : rc;
}

#define INTRODUCTION_MAX 32 /* " {18446744073709551615+}" CRLF */

/* What stands before a string: a quote, or a literal's header, which may have to wait. */
static void introduce(struct imap *m, struct mw_text *t, const char *string)
{
    mw_session *s = &m->s;
    size_t n = strlen(string);

    if (m->auth_step == STEP_SECRET)
        mw_text_byte(t, ' ');
    m->auth_step++;
    m->auth_at = 0;
    if (mw_imap_can_quote(string)) {
        mw_text_byte(t, '"');
        return;
    }
    mw_text_byte(t, '{');
    mw_text_number(t, n);
    if ((s->caps & MW_IMAP_CAP_LITERAL_PLUS) ||
        ((s->caps & MW_IMAP_CAP_LITERAL_MINUS) && n <= LITERAL_MINUS_MAX))
        mw_text_byte(t, '+');
    else
        s->has |= IMAP_HAS_PAUSE;
    mw_text_string(t, "}\r\n");
}

/* The bytes of a string. 1: that was all of it. */
static int put_string(struct imap *m, struct mw_text *t, const char *string)
{
    int quoted = mw_imap_can_quote(string);
    const char *p = string + m->auth_at;

    for (; *p && t->cap - t->len > 2; p++) {
        if (quoted && (*p == '"' || *p == '\\'))
            mw_text_byte(t, '\\');
        mw_text_byte(t, *p);
    }
    m->auth_at = (uint32_t)(p - string);
    if (*p || t->cap == t->len)
        return 0;
    if (quoted)
        mw_text_byte(t, '"');
    m->auth_step++;
    return 1;
}

/* As much of the two strings as there is room for. 1: that was all. */
static int fill_login(struct imap *m, struct mw_text *t)
{
    mw_session *s = &m->s;

    while (m->auth_step != STEP_END && !(s->has & IMAP_HAS_PAUSE)) {
        const char *string =
            mw_session_string(s, m->auth_step < STEP_SECRET ? MW_STR_USER : MW_STR_SECRET);

        if (m->auth_step & 1) {
            if (!put_string(m, t, string))
                break;
        } else {
            if (t->cap - t->len < INTRODUCTION_MAX)
                break;
            introduce(m, t, string);
        }
    }
    return m->auth_step == STEP_END;
}

/* --- both --- */

int mw_imap_auth_start(struct imap *m)
{
    mw_session *s = &m->s;
    unsigned allowed = s->auth ? s->auth : MW_AUTH_DEFAULT;
    int has_login = (allowed & MW_AUTH_PLAIN) && !(s->caps & MW_IMAP_CAP_LOGINDISABLED);

    if (mw_login_leaks(s) ||
        (!s->secure && (s->caps & MW_IMAP_CAP_LOGINDISABLED)))
        return MW_E_AUTH_NEEDS_TLS;
    m->mechanism = (uint16_t)mw_sasl_choose(allowed & s->mechanisms);
    if (m->mechanism == MW_SASL_LOGIN && has_login)
        m->mechanism = 0; /* the command says the same in one step */
    if (!m->mechanism && !has_login)
        return MW_E_AUTH_MECHANISM;
    mw_input_release(s);
    mw_queue_pop(s);
    s->has &= (uint16_t)~IMAP_HAS_CAPS; /* they will be others */
    m->auth_step = STEP_USER;
    m->auth_at = 0;
    return m->mechanism ? authenticate(m) : login(m);
}

int mw_imap_auth_fill(struct imap *m)
{
    mw_session *s = &m->s;
    struct mw_text t;
    int all;

    mw_out_begin(s, &t);
    all = m->mechanism ? fill_response(m, &t) : fill_login(m, &t);
    if (all && t.cap - t.len >= 2) {
        mw_text_string(&t, "\r\n");
        mw_queue_newest(s)->flags &= (uint8_t)~MW_CMD_OPEN;
    }
    mw_out_grow(s, t.len);
    return t.len ? MW_AGAIN : MW_WANT_READ;
}

/* Exchange sends continuation requests nobody waits for: a quirk, when no secret is at stake. */
int mw_imap_continue(struct imap *m)
{
    mw_session *s = &m->s;
    const struct mw_command *c = mw_queue_front(s);

    if (c && c->kind == IMAP_AUTHENTICATE && mw_command_sent(s, c))
        return respond(m);
    if ((s->has & IMAP_HAS_PAUSE) && mw_out_empty(s)) {
        s->has &= (uint16_t)~IMAP_HAS_PAUSE;
        mw_input_release(s);
        mw_imap_asks(m, m->next_tag - 1);
        return MW_AGAIN;
    }
    if (s->state != MW_ST_OPENING && mw_imap_plus(m)) {
        mw_input_release(s);
        m->r.told = 1;
        return mw_imap_over(m);
    }
    if (s->state == MW_ST_OPENING || !mw_quirk_allowed(s, MW_IMAP_QUIRK_PLUS))
        return mw_imap_fail(m, MW_E_PROTOCOL);
    mw_input_release(s);
    return mw_imap_over(m);
}

/* RFC 5530 3, and what providers made of it. */
static int why_not(const struct imap *m)
{
    const mw_session *s = &m->s;
    const char *word = s->in + s->in_off, *text = word + m->r.word;
    size_t n = s->held - m->r.word;
    unsigned place;

    if (mw_imap_refusal(m) == MW_E_REPLY_TEMP || mw_starts(text, n, "too many"))
        return MW_E_AUTH_LATER;
    if (mw_starts(text, n, "application-specific password"))
        return MW_E_AUTH_APP_PASSWORD;
    if (mw_imap_find("PRIVACYREQUIRED\0", word, m->r.word, &place))
        return MW_E_AUTH_NEEDS_TLS;
    return m->r.status == IMAP_BAD && m->r.word == 0 ? MW_E_AUTH_MECHANISM : MW_E_AUTH;
}

int mw_imap_auth_reply(struct imap *m)
{
    mw_session *s = &m->s;

    if (m->r.status != IMAP_OK)
        return mw_imap_fail(m, why_not(m));
    if (mw_queue_at(s, 0)->flags & MW_CMD_OPEN)
        return mw_imap_fail(m, MW_E_PROTOCOL);
    s->has |= IMAP_HAS_USER;
    return mw_imap_go_on(m);
}

/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "engine/auth.h"
#include "engine/imap.h"
#include "wire/imap_args.h"
#include "wire/imap_word.h"

#include <string.h>

/* Logging in: AUTHENTICATE (RFC 9051 6.2.2, RFC 4959) or LOGIN (6.2.3). What is sent may be longer
   than the output buffer: it is encoded piece by piece, as that drains (mw_imap_auth_fill). */

/* The longest line that all servers take (RFC 2683 3.2.1.5). */
#define LINE_MAX_BYTES 1000

/* The longest response of PLAIN whose strings fit a LOGIN of such a line, each byte quoted. */
#define LOGIN_MAX_BYTES 480

/* RFC 7888 5: the longest literal of LITERAL- that need not wait. */
#define LITERAL_MINUS_MAX 4096

/* mw_session.login_step of LOGIN: an odd one is the bytes of what the even one before it
   introduced. */
#define STEP_USER 0
#define STEP_SECRET 2
#define STEP_END 4

/* --- LOGIN --- */

#define INTRODUCTION_MAX 32 /* " {18446744073709551615+}" CRLF */

/* What stands before a string: a quote, or a literal's header, which may have to wait. */
static void introduce(struct imap *m, struct mw_text *t, const char *string)
{
    mw_session *s = &m->s;
    size_t n = strlen(string);

    if (m->s.login_step == STEP_SECRET)
        mw_text_byte(t, ' ');
    m->s.login_step++;
    m->s.progress = 0;
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
    const char *p = string + m->s.progress;

    for (; *p && t->cap - t->len > 2; p++) {
        if (quoted && (*p == '"' || *p == '\\'))
            mw_text_byte(t, '\\');
        mw_text_byte(t, *p);
    }
    m->s.progress = (uint32_t)(p - string);
    if (*p || t->cap == t->len)
        return 0;
    if (quoted)
        mw_text_byte(t, '"');
    m->s.login_step++;
    return 1;
}

/* As much of the two strings as there is room for. 1: that was all. */
static int fill_login(struct imap *m, struct mw_text *t)
{
    mw_session *s = &m->s;

    while (m->s.login_step != STEP_END && !(s->has & IMAP_HAS_PAUSE)) {
        const char *string =
            mw_session_string(s, m->s.login_step < STEP_SECRET ? MW_STR_USER : MW_STR_SECRET);

        if (m->s.login_step & 1) {
            if (!put_string(m, t, string))
                break;
        } else {
            if (t->cap - t->len < INTRODUCTION_MAX)
                break;
            introduce(m, t, string);
        }
    }
    return m->s.login_step == STEP_END;
}

/* --- both --- */

/* Whether LOGIN says what PLAIN would, without waiting for a challenge. UTF-8 it cannot say (RFC
   6855 5), and a literal might have to wait, too. */
static int login_is_shorter(const mw_session *s)
{
    return s->mechanism == MW_AUTH_PLAIN && (s->auth & s->mechanisms & MW_AUTH_COMMAND) &&
           mw_auth_bytes(s) <= LOGIN_MAX_BYTES &&
           mw_imap_can_quote(mw_session_string(s, MW_STR_USER)) &&
           mw_imap_can_quote(mw_session_string(s, MW_STR_SECRET));
}

int mw_imap_login(mw_session *s, const char *name)
{
    struct imap *m = imap_of(s);
    size_t max_bytes = mw_imap_offers(m, IMAP_CAP(SASL_IR)) ? LINE_MAX_BYTES : 0;
    struct mw_text t;
    int rc;

    if (name && !max_bytes && login_is_shorter(s))
        s->mechanism = MW_AUTH_COMMAND;
    s->has &= (uint16_t)~IMAP_HAS_CAPS; /* they will be others */
    if (!name) {
        mw_out_begin(s, &t);
        m->next_tag--; /* the answer takes the place of the command, whose tag it keeps */
    } else {
        mw_imap_begin(m, &t);
    }
    if (s->mechanism == MW_AUTH_COMMAND) {
        mw_text_string(&t, "LOGIN ");
        s->progress = 0;
        rc = mw_out_end(s, &t, IMAP_LOGIN,
                        MW_CMD_HIDDEN | MW_CMD_LAST | MW_CMD_OPEN | MW_CMD_SECRET);
        mw_queue_newest(s)->head = (uint16_t)t.len;
    } else {
        if (name)
            mw_text_string(&t, "AUTHENTICATE ");
        rc = mw_auth_line(s, &t, IMAP_AUTHENTICATE, name, max_bytes);
    }
    mw_imap_asks(m, m->next_tag++);
    return rc;
}

int mw_imap_auth_start(struct imap *m)
{
    mw_session *s = &m->s;

    if (!(s->caps & MW_IMAP_CAP_LOGINDISABLED))
        s->mechanisms |= MW_AUTH_COMMAND;
    else if (!s->secure)
        return MW_E_AUTH_NEEDS_TLS;
    mw_input_release(s);
    mw_queue_pop(s);
    return mw_auth_start(s);
}

int mw_imap_auth_fill(struct imap *m)
{
    mw_session *s = &m->s;
    struct mw_text t;
    int all;

    mw_out_begin(s, &t);
    all = fill_login(m, &t);
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
        return mw_auth_challenge(s);
    if ((s->has & IMAP_HAS_PAUSE) && mw_out_empty(s)) {
        s->has &= (uint16_t)~IMAP_HAS_PAUSE;
        mw_input_release(s);
        mw_imap_asks(m, m->next_tag - 1);
        return MW_AGAIN;
    }
    if (s->state != MW_ST_OPENING && mw_imap_plus(m)) {
        mw_input_release(s);
        m->r.told = 1;
        return mw_imap_over(&m->r);
    }
    if (s->state == MW_ST_OPENING || !mw_quirk_allowed(s, MW_IMAP_QUIRK_PLUS))
        return mw_imap_fail(m, MW_E_PROTOCOL);
    mw_input_release(s);
    return mw_imap_over(&m->r);
}

/* RFC 5530 3, in this order. */
static const char words[] = "UNAVAILABLE\0INUSE\0LIMIT\0EXPIRED\0PRIVACYREQUIRED\0"
                            "AUTHORIZATIONFAILED\0CONTACTADMIN\0";
static const int16_t meanings[] = { MW_E_AUTH_LATER,     MW_E_AUTH_LATER,    MW_E_AUTH_THROTTLED,
                                    MW_E_AUTH_EXPIRED,   MW_E_AUTH_NEEDS_TLS, MW_E_AUTH_DISABLED,
                                    MW_E_AUTH_LOCKED };

static int why_not(const struct imap *m)
{
    const mw_session *s = &m->s;
    unsigned place = mw_imap_find(words, s->in + s->in_off, m->r.word, NULL);

    if (place)
        return meanings[place - 1];
    if (m->r.status != IMAP_BAD || m->r.word)
        return MW_E_AUTH;
    return s->mechanism == MW_AUTH_COMMAND ? MW_E_AUTH_MECHANISM : MW_E_PROTOCOL;
}

int mw_imap_auth_reply(struct imap *m)
{
    mw_session *s = &m->s;
    int rc;

    if (m->r.status != IMAP_OK)
        return mw_auth_refused(s, mw_imap_fail(m, why_not(m)));
    rc = mw_queue_at(s, 0)->flags & MW_CMD_OPEN ? MW_E_PROTOCOL : mw_auth_accepted(s);
    if (rc != MW_OK)
        return mw_imap_fail(m, rc);
    s->has |= IMAP_HAS_USER;
    return mw_imap_go_on(m);
}

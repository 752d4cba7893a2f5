/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "engine/smtp.h"
#include "wire/smtp_path.h"

#include <string.h>

/* The commands a caller submits, with the parameters of the extensions. Everything is checked
   before a byte of it is in the output. */

/* --- parameters --- */

static void text_parameter(struct mw_text *t, const char *name, const char *value)
{
    mw_text_string(t, name);
    mw_text_string(t, value);
}

static void number_parameter(struct mw_text *t, const char *name, int64_t value)
{
    mw_text_string(t, name);
    if (value < 0)
        mw_text_byte(t, '-');
    mw_text_number(t, (uint64_t)(value < 0 ? -value : value));
}

/* xtext, RFC 3461 4; in a "utf-8;" address (RFC 6533 3) bytes above 127 stand for themselves and
   the others that need it are \x{..}. */
static void xtext(struct mw_text *t, const char *value, int utf8)
{
    static const char hex[] = "0123456789ABCDEF";

    for (; *value; value++) {
        unsigned c = (unsigned char)*value;

        if ((utf8 && c > 127) || (mw_smtp_is_xchar((int)c) && !(utf8 && c == '\\'))) {
            mw_text_byte(t, (int)c);
            continue;
        }
        mw_text_string(t, utf8 ? "\\x{" : "+");
        mw_text_byte(t, hex[c >> 4]);
        mw_text_byte(t, hex[c & 15]);
        if (utf8)
            mw_text_byte(t, '}');
    }
}

/* A date, or what else has no room for anything but letters, digits and a few signs. */
static int is_plain_token(const char *p)
{
    static const char others[] = { '-', ':', '.', '+', ';' };

    if (!*p)
        return 0;
    for (; *p; p++)
        if (!mw_is_alpha(*p) && !mw_is_digit(*p) && !memchr(others, *p, sizeof others))
            return 0;
    return 1;
}

/* --- MAIL --- */

/* What the server must offer for these options; 0 bits: nothing. */
static uint64_t mail_needs(const mw_mail *o)
{
    uint64_t need = 0;

    if (o->flags & MW_MAIL_UTF8)
        need |= MW_SMTP_CAP_SMTPUTF8;
    if (o->flags & MW_MAIL_REQUIRETLS)
        need |= MW_SMTP_CAP_REQUIRETLS;
    if (o->flags & MW_MAIL_PRIORITY)
        need |= MW_SMTP_CAP_MT_PRIORITY;
    if (o->body == MW_BODY_8BIT)
        need |= MW_SMTP_CAP_8BITMIME;
    if (o->body == MW_BODY_BINARY)
        need |= MW_SMTP_CAP_BINARYMIME | MW_SMTP_CAP_CHUNKING;
    if (o->ret || o->envid)
        need |= MW_SMTP_CAP_DSN;
    if (o->by_mode)
        need |= MW_SMTP_CAP_DELIVERBY;
    if (o->hold_seconds || o->hold_until)
        need |= MW_SMTP_CAP_FUTURERELEASE;
    return need | (o->auth ? MW_SMTP_CAP_AUTH : 0);
}

static int mail_check(const struct smtp *m, const mw_mail *o)
{
    if (o->body > MW_BODY_BINARY || o->ret > MW_RET_HDRS || o->by_mode > MW_BY_NOTIFY ||
        o->by_seconds < -999999999 || o->by_seconds > 999999999 ||
        (o->by_mode == MW_BY_RETURN && o->by_seconds <= 0) || o->hold_seconds > 999999999 ||
        (o->hold_seconds && o->hold_until) || o->priority < -9 || o->priority > 9)
        return MW_E_ARG;
    if ((o->envid && (!*o->envid || strlen(o->envid) > 100 || mw_has_control(o->envid) ||
                      mw_has_8bit(o->envid))) ||
        (o->hold_until && !is_plain_token(o->hold_until)) ||
        (o->auth && *o->auth && !mw_smtp_is_mailbox(o->auth, 0)))
        return MW_E_ARG;
    if (mail_needs(o) & ~m->s.caps)
        return MW_E_NOT_OFFERED;
    if ((o->flags & MW_MAIL_REQUIRETLS) && !(m->s.flags & MW_S_SECURE))
        return MW_E_NOT_OFFERED;
    return m->max_bytes && o->bytes > m->max_bytes ? MW_E_TOO_BIG : MW_OK;
}

static void body_parameter(const struct smtp *m, struct mw_text *t, uint32_t body)
{
    int known = (m->s.caps & MW_SMTP_CAP_8BITMIME) != 0;

    if (body == MW_BODY_BINARY)
        mw_text_string(t, " BODY=BINARYMIME");
    else if (known)
        mw_text_string(t, body == MW_BODY_7BIT ? " BODY=7BIT" : " BODY=8BITMIME");
}

static void by_parameter(struct mw_text *t, const mw_mail *o)
{
    number_parameter(t, " BY=", o->by_seconds);
    mw_text_string(t, o->by_mode == MW_BY_RETURN ? ";R" : ";N");
    if (o->flags & MW_MAIL_BY_TRACE)
        mw_text_byte(t, 'T');
}

static void mail_parameters(const struct smtp *m, struct mw_text *t, const mw_mail *o)
{
    if (o->bytes && (m->s.caps & MW_SMTP_CAP_SIZE)) {
        mw_text_string(t, " SIZE=");
        mw_text_number(t, o->bytes);
    }
    body_parameter(m, t, o->body);
    if (o->flags & MW_MAIL_UTF8)
        mw_text_string(t, " SMTPUTF8");
    if (o->flags & MW_MAIL_REQUIRETLS)
        mw_text_string(t, " REQUIRETLS");
    if (o->ret)
        mw_text_string(t, o->ret == MW_RET_FULL ? " RET=FULL" : " RET=HDRS");
    if (o->envid) {
        mw_text_string(t, " ENVID=");
        xtext(t, o->envid, 0);
    }
    if (o->by_mode)
        by_parameter(t, o);
    if (o->hold_seconds)
        number_parameter(t, " HOLDFOR=", o->hold_seconds);
    if (o->hold_until)
        text_parameter(t, " HOLDUNTIL=", o->hold_until);
    if (o->flags & MW_MAIL_PRIORITY)
        number_parameter(t, " MT-PRIORITY=", o->priority);
    if (o->auth) {
        mw_text_string(t, " AUTH=");
        xtext(t, *o->auth ? o->auth : "<>", 0);
    }
}

/* A transaction that the server may still have open, or may come to have, is given up first. */
static int clear_transaction(struct smtp *m)
{
    int rc = MW_OK;

    if (m->has & SMTP_HAS_DIRTY) {
        rc = mw_out_string(&m->s, "RSET\r\n", SMTP_RSET, MW_CMD_HIDDEN);
        if (rc == MW_OK)
            m->has &= (uint16_t)~SMTP_HAS_DIRTY;
    }
    return rc;
}

static int submit(struct smtp *m, const struct mw_text *t, int kind, unsigned flags)
{
    int rc = mw_out_end(&m->s, t, kind, flags);

    return rc == MW_OK ? mw_id_new(&m->s) : rc;
}

static int mail_line(struct smtp *m, const char *from, const mw_mail *o)
{
    struct mw_text t;
    int id;

    mw_out_begin(&m->s, &t);
    mw_text_string(&t, "MAIL FROM:<");
    mw_text_string(&t, from);
    mw_text_byte(&t, '>');
    mail_parameters(m, &t, o);
    mw_text_string(&t, "\r\n");
    id = submit(m, &t, SMTP_MAIL, 0);
    if (id > 0) {
        m->has = (uint16_t)((m->has & SMTP_HAS_REPLY) | SMTP_HAS_MAIL | SMTP_HAS_DIRTY |
                           (o->body == MW_BODY_BINARY ? SMTP_HAS_BINARY : 0));
        if (m->mails < UINT16_MAX)
            m->mails++;
        m->rcpts = 0;
    }
    return id;
}

/* The caller's struct may be older and shorter than ours. */
static void copy_options(void *to, size_t size, const void *from)
{
    uint32_t theirs = 0;

    memset(to, 0, size);
    if (from)
        memcpy(&theirs, from, sizeof theirs);
    if (theirs)
        memcpy(to, from, theirs < size ? theirs : size);
}

int mw_smtp_mail(mw_session *s, const char *from, const mw_mail *opt)
{
    struct smtp *m = smtp_of(s);
    mw_mail o;
    int rc;

    copy_options(&o, sizeof o, opt);
    if (m->has & SMTP_HAS_FAILED)
        s->flags &= ~MW_S_BODY; /* it was given up, and this ends it */
    rc = mw_submit_check(s, 2);
    if (rc != MW_OK)
        return rc;
    if (m->has & SMTP_HAS_MAIL)
        return MW_E_USAGE;
    if (!from || (*from && !mw_smtp_is_mailbox(from, o.flags & MW_MAIL_UTF8 ? MW_PATH_UTF8 : 0)))
        return MW_E_ARG;
    if (m->mail_max && m->mails >= m->mail_max)
        return MW_E_LIMIT;
    rc = mail_check(m, &o);
    if (rc == MW_OK)
        rc = clear_transaction(m);
    return rc == MW_OK ? mail_line(m, from, &o) : rc;
}

/* --- RCPT --- */

static int rcpt_check(const struct smtp *m, const mw_rcpt *o)
{
    int needs_dsn = o->notify || o->orcpt;

    if (o->notify > MW_NOTIFY_NEVER || (o->orcpt && (!*o->orcpt || mw_has_control(o->orcpt))) ||
        (o->rrvs && !is_plain_token(o->rrvs)))
        return MW_E_ARG;
    if ((needs_dsn && !(m->s.caps & MW_SMTP_CAP_DSN)) ||
        (o->rrvs && !(m->s.caps & MW_SMTP_CAP_RRVS)))
        return MW_E_NOT_OFFERED;
    return m->rcpt_max && m->rcpts >= m->rcpt_max ? MW_E_LIMIT : MW_OK;
}

static void notify_parameter(struct mw_text *t, uint32_t notify)
{
    static const char words[][9] = { "SUCCESS,", "FAILURE,", "DELAY,", "NEVER," };
    unsigned i;

    mw_text_string(t, " NOTIFY=");
    for (i = 0; i < 4; i++)
        if (notify >> i & 1)
            mw_text_string(t, words[i]);
    t->len--; /* the last comma */
}

static void rcpt_parameters(struct mw_text *t, const mw_rcpt *o)
{
    if (o->notify)
        notify_parameter(t, o->notify);
    if (o->orcpt) {
        int utf8 = mw_has_8bit(o->orcpt);

        mw_text_string(t, utf8 ? " ORCPT=utf-8;" : " ORCPT=rfc822;");
        xtext(t, o->orcpt, utf8);
    }
    if (o->rrvs)
        text_parameter(t, " RRVS=", o->rrvs);
}

/* RCPT TO:<postmaster> needs no domain (RFC 5321 4.1.1.3), LMTP users none at all. */
static int is_recipient(const struct smtp *m, const char *to)
{
    unsigned how = m->s.caps & MW_SMTP_CAP_SMTPUTF8 ? MW_PATH_UTF8 : 0;

    if ((m->s.config & MW_FLAG_LMTP) || mw_same(to, strlen(to), "postmaster"))
        how |= MW_PATH_NO_DOMAIN;
    return mw_smtp_is_mailbox(to, how);
}

int mw_smtp_rcpt(mw_session *s, const char *to, const mw_rcpt *opt)
{
    struct smtp *m = smtp_of(s);
    int rc = mw_submit_check(s, 1);
    struct mw_text t;
    mw_rcpt o;

    copy_options(&o, sizeof o, opt);
    if (rc != MW_OK)
        return rc;
    if (!(m->has & SMTP_HAS_MAIL))
        return MW_E_USAGE;
    if (!to || !is_recipient(m, to))
        return MW_E_ARG;
    rc = rcpt_check(m, &o);
    if (rc != MW_OK)
        return rc;
    mw_out_begin(s, &t);
    text_parameter(&t, "RCPT TO:<", to);
    mw_text_byte(&t, '>');
    rcpt_parameters(&t, &o);
    mw_text_string(&t, "\r\n");
    rc = submit(m, &t, SMTP_RCPT, 0);
    if (rc > 0) {
        m->has |= SMTP_HAS_RCPT;
        if (m->rcpts < UINT16_MAX)
            m->rcpts++;
    }
    return rc;
}

/* --- the others --- */

int mw_smtp_rset(mw_session *s)
{
    struct smtp *m = smtp_of(s);
    int rc = mw_submit_check(s, 1);

    if (rc == MW_OK)
        rc = mw_out_string(s, "RSET\r\n", SMTP_RSET, 0);
    if (rc != MW_OK)
        return rc;
    m->has &= SMTP_HAS_REPLY;
    return mw_id_new(s);
}

/* RFC 5321 4.1.1.6: VRFY SP String CRLF. */
int mw_smtp_vrfy(mw_session *s, const char *who)
{
    int rc = mw_submit_check(s, 1);
    struct mw_text t;

    if (rc != MW_OK)
        return rc;
    if (!who || !*who || mw_has_control(who) ||
        (mw_has_8bit(who) && !(s->caps & MW_SMTP_CAP_SMTPUTF8)))
        return MW_E_ARG;
    mw_out_begin(s, &t);
    text_parameter(&t, "VRFY ", who);
    mw_text_string(&t, "\r\n");
    return submit(smtp_of(s), &t, SMTP_OTHER, MW_CMD_LAST);
}

uint64_t mw_smtp_max_bytes(const mw_session *s)
{
    return ((const struct smtp *)s)->max_bytes;
}

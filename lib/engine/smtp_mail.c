/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "engine/smtp.h"
#include "wire/smtp_path.h"
#include "wire/utf8.h"

#include <string.h>

/* The commands a caller submits, with the parameters of the extensions. A line is encoded and
   checked in one pass, into room behind the output; only a line without a fault becomes part
   of it. */

#define RSET "RSET\r\n"

struct line {
    struct mw_text t;
    uint32_t needs; /* MW_SMTP_CAP_... */
    int faults;     /* values that break their syntax */
};

/* Ends the line: a command's id, or why there is none. */
static int submit(mw_session *s, struct line *l, int kind, unsigned flags)
{
    int rc;

    if (l->faults)
        return MW_E_ARG;
    if (l->needs & ~(uint32_t)s->caps)
        return MW_E_NOT_OFFERED;
    rc = mw_smtp_end(s, &l->t, kind, flags);
    return rc == MW_OK ? mw_id_new(s) : rc;
}

/* --- parameters: what is to be said, for which field of the options --- */

#define IF 0      /* the name, if one of the bits of `arg` is set */
#define UNLIST 1  /* the same takes the last comma back */
#define NUMBER 2  /* name and number, if the field at `arg` is not 0 */
#define DATE 3    /* name and string, if it is not NULL */
#define XTEXT 4
#define ADDRESS 5 /* XTEXT with its address type */

#define NUMBER_MAX 999999999u

struct parameter {
    const char *name;
    uint8_t kind;
    uint8_t at;
    uint8_t arg;
    uint8_t cap; /* the server must offer 1 << cap */
};

#define AT(type, field) (uint8_t)offsetof(type, field)

static const struct parameter mail_parameters[] = {
    { " BODY=7BIT", IF, AT(mw_mail, body), 1u << MW_BODY_7BIT, 2 },
    { " BODY=8BITMIME", IF, AT(mw_mail, body), 1u << MW_BODY_8BIT, 2 },
    { " BODY=BINARYMIME", IF, AT(mw_mail, body), 1u << MW_BODY_BINARY, 6 },
    { " SMTPUTF8", IF, AT(mw_mail, flags), MW_MAIL_UTF8, 3 },
    { " REQUIRETLS", IF, AT(mw_mail, flags), MW_MAIL_REQUIRETLS, 12 },
    { " RET=FULL", IF, AT(mw_mail, ret), MW_RET_FULL, 7 },
    { " RET=HDRS", IF, AT(mw_mail, ret), MW_RET_HDRS, 7 },
    { " ENVID=", XTEXT, AT(mw_mail, envid), 0, 7 },
    { " BY=", NUMBER, AT(mw_mail, by_seconds), AT(mw_mail, by_mode), 9 },
    { ";R", IF, AT(mw_mail, by_mode), MW_BY_RETURN, 9 },
    { ";N", IF, AT(mw_mail, by_mode), MW_BY_NOTIFY, 9 },
    { "T", IF, AT(mw_mail, flags), MW_MAIL_BY_TRACE, 9 },
    { " HOLDFOR=", NUMBER, AT(mw_mail, hold_seconds), AT(mw_mail, hold_seconds), 10 },
    { " HOLDUNTIL=", DATE, AT(mw_mail, hold_until), 0, 10 },
    { " MT-PRIORITY=", NUMBER, AT(mw_mail, priority), AT(mw_mail, with_priority), 11 },
    { " AUTH=", XTEXT, AT(mw_mail, auth), 0, 16 },
};

static const struct parameter rcpt_parameters[] = {
    { " NOTIFY=", IF, AT(mw_rcpt, notify), UINT8_MAX, 7 },
    { "SUCCESS,", IF, AT(mw_rcpt, notify), MW_NOTIFY_SUCCESS, 7 },
    { "FAILURE,", IF, AT(mw_rcpt, notify), MW_NOTIFY_FAILURE, 7 },
    { "DELAY,", IF, AT(mw_rcpt, notify), MW_NOTIFY_DELAY, 7 },
    { "NEVER,", IF, AT(mw_rcpt, notify), MW_NOTIFY_NEVER, 7 },
    { "", UNLIST, AT(mw_rcpt, notify), UINT8_MAX, 7 },
    { " ORCPT=", ADDRESS, AT(mw_rcpt, orcpt), 0, 7 },
    { " RRVS=", DATE, AT(mw_rcpt, rrvs), 0, 13 },
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* xtext, RFC 3461 4; in a "utf-8;" address (RFC 6533 3) bytes above 127 stand for themselves and
   the others that need it are \x{..}. Control bytes would be legal, and are refused. */
static void xtext(struct line *l, const char *p, int utf8)
{
    static const char digits[] = "0123456789ABCDEF";
    int c;

    l->faults |= !*p || mw_has_control(p) || (!utf8 && mw_has_8bit(p));
    for (; (c = (unsigned char)*p) != 0; p++) {
        if (c > 127 || (mw_smtp_is_xchar(c) && !(utf8 && c == '\\'))) {
            mw_text_byte(&l->t, c);
            continue;
        }
        mw_text_string(&l->t, utf8 ? "\\x{" : "+");
        mw_text_byte(&l->t, digits[c >> 4]);
        mw_text_byte(&l->t, digits[c & 15]);
        if (utf8)
            mw_text_byte(&l->t, '}');
    }
}

static void string(struct line *l, int kind, const char *p)
{
    int utf8 = 0;

    if (kind == DATE) { /* ASCII letters, digits and the signs around them */
        l->faults |= !*p || p[mw_smtp_span(p, "+-.:;")] || mw_has_8bit(p);
        mw_text_string(&l->t, p);
        return;
    }
    if (kind == ADDRESS) {
        utf8 = mw_has_8bit(p);
        mw_text_string(&l->t, utf8 ? "utf-8;" : "rfc822;");
        l->faults |= !mw_is_utf8(p, strlen(p));
    }
    xtext(l, p, utf8);
}

static void number(struct line *l, uint32_t value)
{
    if (value > INT32_MAX) {
        mw_text_byte(&l->t, '-');
        value = 0u - value;
    }
    l->faults |= value > NUMBER_MAX;
    mw_text_number(&l->t, value);
}

static uint32_t field(const void *options, size_t at)
{
    return *(const uint32_t *)(const void *)((const char *)options + at);
}

static void parameter(struct line *l, const struct parameter *p, const void *options)
{
    const void *at = (const char *)options + p->at;
    const char *text = p->kind >= DATE ? *(const char *const *)at : NULL;
    uint32_t said = p->kind >= DATE     ? text != NULL
                    : p->kind == NUMBER ? field(options, p->arg)
                                        : field(at, 0) & p->arg;

    if (!said)
        return;
    l->needs |= 1u << p->cap;
    mw_text_string(&l->t, p->name);
    if (text)
        string(l, p->kind, text);
    else if (p->kind == NUMBER)
        number(l, field(at, 0));
    else
        l->t.len -= p->kind; /* UNLIST */
}

static void parameters(struct line *l, const struct parameter *p, size_t count, const void *options)
{
    for (; count; count--)
        parameter(l, p++, options);
}

/* May MAIL be submitted, or RCPT, which needs one begun? Then the options are in o, of this size.
   The caller's struct may be older and shorter than ours. */
static int check(const mw_session *s, int begun, const char *path, const void *opt, void *o,
                 uint32_t size)
{
    int rc = mw_submit_check(s, begun ? 1 : 2);

    if (rc != MW_OK)
        return rc;
    if ((s->begun >= SMTP_SENDER) != begun)
        return MW_E_USAGE;
    if (!path)
        return MW_E_ARG;
    memset(o, 0, size);
    if (opt)
        memcpy(o, opt, field(opt, 0) < size ? field(opt, 0) : size);
    return MW_OK;
}

/* Begins the line with a path. */
static void begin(mw_session *s, struct line *l, const char *verb, const char *path, unsigned how)
{
    mw_smtp_begin(s, &l->t, verb, path);
    mw_text_byte(&l->t, '>');
    l->needs = 0;
    l->faults = *path && !mw_smtp_is_mailbox(path, how);
}

/* One less of what the server limits. */
static void take_one(uint16_t *left)
{
    if (*left != UINT16_MAX)
        --*left;
}

/* --- MAIL --- */

/* What the table cannot say. RFC 2852 4, RFC 4865 4, RFC 6710, RFC 3461 4.4, RFC 4954 5. */
static int is_mail_faulty(const mw_mail *o)
{
    return o->body > MW_BODY_BINARY || o->ret > MW_RET_HDRS || o->by_mode > MW_BY_NOTIFY ||
           (o->by_mode == MW_BY_RETURN && o->by_seconds <= 0) ||
           (!o->by_mode && (o->flags & MW_MAIL_BY_TRACE)) || (o->hold_seconds && o->hold_until) ||
           o->hold_seconds > NUMBER_MAX || o->priority < -9 || o->priority > 9 ||
           (o->envid && strlen(o->envid) > 100) ||
           (o->auth && *o->auth && !mw_smtp_is_mailbox(o->auth, 0));
}

/* What the server's extensions make of the options; body becomes a bit for the table. */
static void adapt_mail(const mw_session *s, mw_mail *o)
{
    if (!(s->caps & MW_SMTP_CAP_8BITMIME))
        o->body = o->body == MW_BODY_7BIT ? MW_BODY_AUTO : o->body;
    else if (o->body == MW_BODY_AUTO)
        o->body = MW_BODY_8BIT;
    o->body = 1u << o->body;
    if (o->auth && !*o->auth)
        o->auth = "<>";
}

/* A transaction that the server may still have open, or may come to have, is given up first. */
static int clear_transaction(mw_session *s)
{
    int rc = MW_OK;

    if (s->has & SMTP_HAS_DIRTY) {
        rc = mw_out_string(s, RSET, SMTP_RSET, MW_CMD_HIDDEN);
        if (rc == MW_OK)
            s->has &= (uint16_t)~SMTP_HAS_DIRTY;
    }
    return rc;
}

static int mail_line(mw_session *s, const char *from, mw_mail *o)
{
    struct line l;

    begin(s, &l, "MAIL FROM:<", from, o->flags & MW_MAIL_UTF8 ? MW_PATH_UTF8 : 0);
    l.faults |= is_mail_faulty(o);
    adapt_mail(s, o);
    if (o->bytes && (s->caps & MW_SMTP_CAP_SIZE)) {
        mw_text_string(&l.t, " SIZE=");
        mw_text_number(&l.t, o->bytes);
    }
    parameters(&l, mail_parameters, COUNT(mail_parameters), o);
    if (l.needs & MW_SMTP_CAP_BINARYMIME)
        l.needs |= MW_SMTP_CAP_CHUNKING;
    if ((l.needs & MW_SMTP_CAP_REQUIRETLS) && !s->secure)
        l.needs = UINT32_MAX;
    return submit(s, &l, SMTP_MAIL, 0);
}

int mw_smtp_mail(mw_session *s, const char *from, const mw_mail *opt)
{
    struct smtp *m = smtp_of(s);
    mw_mail o;
    int rc = check(s, 0, from, opt, &o, sizeof o);

    if (rc != MW_OK)
        return rc;
    if (!m->limit[SMTP_MAILS])
        return MW_E_LIMIT;
    if (s->max_bytes && o.bytes > s->max_bytes)
        return MW_E_TOO_BIG;
    rc = clear_transaction(s);
    if (rc == MW_OK)
        rc = mail_line(s, from, &o);
    if (rc > 0) {
        s->begun = SMTP_SENDER;
        s->has = (uint16_t)((s->has & SMTP_HAS_DELIVERED) | SMTP_HAS_DIRTY |
                            (o.body >> MW_BODY_BINARY & SMTP_HAS_BINARY));
        take_one(&m->limit[SMTP_MAILS]);
        m->rcpts_left = m->limit[SMTP_RCPTS];
        if ((s->config & MW_FLAG_LMTP) && m->rcpts_left == UINT16_MAX)
            m->rcpts_left--; /* each has a verdict to be counted */
    }
    return rc;
}

/* --- RCPT --- */

int mw_smtp_rcpt(mw_session *s, const char *to, const mw_rcpt *opt)
{
    struct smtp *m = smtp_of(s);
    unsigned how = s->caps & MW_SMTP_CAP_SMTPUTF8 ? MW_PATH_UTF8 : 0;
    struct line l;
    mw_rcpt o;
    int rc = check(s, 1, to, opt, &o, sizeof o);

    if (rc != MW_OK)
        return rc;
    if (!m->rcpts_left)
        return MW_E_LIMIT;
    /* RCPT TO:<postmaster> needs no domain (RFC 5321 4.1.1.3), LMTP users none at all. */
    if ((s->config & MW_FLAG_LMTP) || mw_same(to, strlen(to), "postmaster"))
        how |= MW_PATH_NO_DOMAIN;
    begin(s, &l, "RCPT TO:<", to, how);
    l.faults |= !*to || o.notify > MW_NOTIFY_NEVER;
    parameters(&l, rcpt_parameters, COUNT(rcpt_parameters), &o);
    rc = submit(s, &l, SMTP_RCPT, 0);
    if (rc > 0) {
        s->begun = SMTP_ADDRESSED;
        take_one(&m->rcpts_left);
    }
    return rc;
}

/* --- the others --- */

int mw_smtp_rset(mw_session *s)
{
    int rc = mw_submit_check(s, 1);

    if (rc == MW_OK)
        rc = mw_out_string(s, RSET, SMTP_RSET, 0);
    if (rc != MW_OK)
        return rc;
    s->begun = SMTP_NONE;
    s->has &= (uint16_t)~SMTP_HAS_DIRTY;
    return mw_id_new(s);
}

/* RFC 5321 4.1.1.6: VRFY SP String CRLF. */
int mw_smtp_vrfy(mw_session *s, const char *who)
{
    struct line l;
    int rc = mw_submit_check(s, 1);

    if (rc != MW_OK)
        return rc;
    if (!who)
        return MW_E_ARG;
    mw_smtp_begin(s, &l.t, "VRFY ", who);
    l.needs = mw_has_8bit(who) ? MW_SMTP_CAP_SMTPUTF8 : 0;
    l.faults = !*who || mw_has_control(who);
    return submit(s, &l, SMTP_OTHER, MW_CMD_LAST);
}

uint64_t mw_smtp_max_bytes(const mw_session *s)
{
    return s->max_bytes;
}

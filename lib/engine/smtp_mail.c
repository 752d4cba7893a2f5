/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "engine/smtp.h"
#include "wire/smtp_path.h"

#include <string.h>

/* The commands a caller submits, with the parameters of the extensions. A line is encoded and
   checked in one pass, into room behind the output; only a line without a fault becomes part
   of it. */

struct line {
    struct mw_text t;
    uint32_t needs; /* MW_SMTP_CAP_... */
    int faults;     /* values that break their syntax */
};

static void begin(mw_session *s, struct line *l, const char *verb, const char *path)
{
    mw_out_begin(s, &l->t);
    mw_text_string(&l->t, verb);
    mw_text_string(&l->t, path);
    l->needs = 0;
    l->faults = 0;
}

/* Ends the line: a command's id, or why there is none. */
static int submit(mw_session *s, struct line *l, int kind, unsigned flags)
{
    int rc;

    if (l->faults)
        return MW_E_ARG;
    if (l->needs & ~(uint32_t)s->caps)
        return MW_E_NOT_OFFERED;
    mw_text_string(&l->t, "\r\n");
    rc = mw_out_end(s, &l->t, kind, flags);
    return rc == MW_OK ? mw_id_new(s) : rc;
}

/* --- parameters: what is to be said, for which field of the options --- */

#define IF_BIT 0    /* the name, if one of the bits of `arg` is set */
#define IF_VALUE 1  /* the name, if the field is `arg` */
#define NUMBER 2    /* name and number, if it is not 0 */
#define SIGNED 3    /* name and number, if the field at `arg` is not 0 */
#define DATE 4      /* name and string, if it is not NULL */
#define XTEXT 5
#define ADDRESS 6   /* XTEXT with its address type */

#define NUMBER_MAX 999999999u

struct parameter {
    const char *name;
    uint8_t kind;
    uint8_t at;
    uint8_t arg;
    uint8_t cap; /* the server must offer 1 << cap */
};

#define ALWAYS 31 /* a bit that every set of needs has: masked away */
#define AT(type, field) (uint8_t)offsetof(type, field)

static const struct parameter mail_parameters[] = {
    { " BODY=7BIT", IF_VALUE, AT(mw_mail, body), MW_BODY_7BIT, ALWAYS },
    { " BODY=8BITMIME", IF_VALUE, AT(mw_mail, body), MW_BODY_8BIT, 2 },
    { " BODY=BINARYMIME", IF_VALUE, AT(mw_mail, body), MW_BODY_BINARY, 6 },
    { " SMTPUTF8", IF_BIT, AT(mw_mail, flags), MW_MAIL_UTF8, 3 },
    { " REQUIRETLS", IF_BIT, AT(mw_mail, flags), MW_MAIL_REQUIRETLS, 12 },
    { " RET=FULL", IF_VALUE, AT(mw_mail, ret), MW_RET_FULL, 7 },
    { " RET=HDRS", IF_VALUE, AT(mw_mail, ret), MW_RET_HDRS, 7 },
    { " ENVID=", XTEXT, AT(mw_mail, envid), 0, 7 },
    { " BY=", SIGNED, AT(mw_mail, by_seconds), AT(mw_mail, by_mode), 9 },
    { ";R", IF_VALUE, AT(mw_mail, by_mode), MW_BY_RETURN, ALWAYS },
    { ";N", IF_VALUE, AT(mw_mail, by_mode), MW_BY_NOTIFY, ALWAYS },
    { "T", IF_BIT, AT(mw_mail, flags), MW_MAIL_BY_TRACE, ALWAYS },
    { " HOLDFOR=", NUMBER, AT(mw_mail, hold_seconds), 0, 10 },
    { " HOLDUNTIL=", DATE, AT(mw_mail, hold_until), 0, 10 },
    { " MT-PRIORITY=", SIGNED, AT(mw_mail, priority), AT(mw_mail, with_priority), 11 },
    { " AUTH=", XTEXT, AT(mw_mail, auth), 0, 16 },
};

static const struct parameter rcpt_parameters[] = {
    { " ORCPT=", ADDRESS, AT(mw_rcpt, orcpt), 0, 7 },
    { " RRVS=", DATE, AT(mw_rcpt, rrvs), 0, 13 },
};

/* A date: letters, digits and a few signs. */
static void date(struct line *l, const char *p)
{
    static const char others[] = { '-', ':', '.', '+', ';' };

    l->faults |= !*p;
    for (; *p; p++) {
        mw_text_byte(&l->t, *p);
        l->faults |= !mw_is_alpha(*p) && !mw_is_digit(*p) && !memchr(others, *p, sizeof others);
    }
}

static void hex(struct mw_text *t, unsigned nibble)
{
    mw_text_byte(t, (int)(nibble < 10 ? '0' + nibble : 'A' - 10 + nibble));
}

/* xtext, RFC 3461 4; in a "utf-8;" address (RFC 6533 3) bytes above 127 stand for themselves and
   the others that need it are \x{..}. Control bytes would be legal, and are refused. */
static void xtext(struct line *l, const char *p, int utf8)
{
    l->faults |= !*p || mw_has_control(p);
    for (; *p; p++) {
        unsigned c = (unsigned char)*p;

        if (c > 127 ? utf8 : mw_smtp_is_xchar((int)c) && !(utf8 && c == '\\')) {
            mw_text_byte(&l->t, (int)c);
            continue;
        }
        l->faults |= c > 127;
        mw_text_string(&l->t, utf8 ? "\\x{" : "+");
        hex(&l->t, c >> 4);
        hex(&l->t, c & 15);
        if (utf8)
            mw_text_byte(&l->t, '}');
    }
}

static void address(struct line *l, const char *p)
{
    int utf8 = mw_has_8bit(p);

    mw_text_string(&l->t, utf8 ? "utf-8;" : "rfc822;");
    l->faults |= utf8 && !mw_is_utf8(p, strlen(p));
    xtext(l, p, utf8);
}

static void number(struct line *l, uint32_t value, int is_signed)
{
    if (is_signed && value > INT32_MAX) {
        mw_text_byte(&l->t, '-');
        value = 0u - value;
    }
    l->faults |= value > NUMBER_MAX;
    mw_text_number(&l->t, value);
}

static uint32_t field(const void *options, size_t at)
{
    uint32_t value;

    memcpy(&value, (const char *)options + at, sizeof value);
    return value;
}

static void parameter(struct line *l, const struct parameter *p, const void *options)
{
    uint32_t value = field(options, p->at);
    const char *string = NULL;
    int said;

    if (p->kind >= DATE)
        memcpy(&string, (const char *)options + p->at, sizeof string);
    said = p->kind == IF_BIT     ? (value & p->arg) != 0
           : p->kind == IF_VALUE ? value == p->arg
           : p->kind == NUMBER   ? value != 0
           : p->kind == SIGNED   ? field(options, p->arg) != 0
                                 : string != NULL;
    if (!said)
        return;
    l->needs |= 1u << p->cap;
    mw_text_string(&l->t, p->name);
    if (p->kind == DATE)
        date(l, string);
    else if (p->kind == XTEXT)
        xtext(l, string, 0);
    else if (p->kind == ADDRESS)
        address(l, string);
    else if (p->kind >= NUMBER)
        number(l, value, p->kind == SIGNED);
}

static void parameters(struct line *l, const struct parameter *p, size_t count, const void *options)
{
    for (; count; count--)
        parameter(l, p++, options);
    l->needs &= ~(1u << ALWAYS);
}

/* The caller's struct may be older and shorter than ours. */
static void copy_options(void *to, size_t size, const void *from)
{
    uint32_t theirs = 0;

    memset(to, 0, size);
    if (from)
        theirs = field(from, 0);
    if (theirs)
        memcpy(to, from, theirs < size ? theirs : size);
}

/* --- MAIL --- */

/* What the table cannot say. RFC 2852 4, RFC 4865 4, RFC 6710, RFC 3461 4.4, RFC 4954 5. */
static int is_mail_faulty(const mw_mail *o)
{
    return o->body > MW_BODY_BINARY || o->ret > MW_RET_HDRS || o->by_mode > MW_BY_NOTIFY ||
           (o->by_mode == MW_BY_RETURN && o->by_seconds <= 0) ||
           (!o->by_mode && (o->flags & MW_MAIL_BY_TRACE)) || (o->hold_seconds && o->hold_until) ||
           o->priority < -9 || o->priority > 9 || (o->envid && strlen(o->envid) > 100) ||
           (o->auth && *o->auth && !mw_smtp_is_mailbox(o->auth, 0));
}

/* What the server's extensions make of the options. */
static void adapt_mail(const mw_session *s, mw_mail *o)
{
    if (!(s->caps & MW_SMTP_CAP_8BITMIME))
        o->body = o->body == MW_BODY_7BIT ? MW_BODY_AUTO : o->body;
    else if (o->body == MW_BODY_AUTO)
        o->body = MW_BODY_8BIT;
    if (o->auth && !*o->auth)
        o->auth = "<>";
}

/* A transaction that the server may still have open, or may come to have, is given up first. */
static int clear_transaction(struct smtp *m)
{
    int rc = MW_OK;

    if (m->s.has & SMTP_HAS_DIRTY) {
        rc = mw_out_string(&m->s, "RSET\r\n", SMTP_RSET, MW_CMD_HIDDEN);
        if (rc == MW_OK)
            m->s.has &= (uint16_t)~SMTP_HAS_DIRTY;
    }
    return rc;
}

static void take_one(uint16_t *left)
{
    if (*left != UINT16_MAX)
        --*left;
}

static int mail_line(struct smtp *m, const char *from, mw_mail *o)
{
    mw_session *s = &m->s;
    struct line l;
    int id;

    begin(s, &l, "MAIL FROM:<", from);
    mw_text_byte(&l.t, '>');
    l.faults = is_mail_faulty(o) ||
               (*from && !mw_smtp_is_mailbox(from, o->flags & MW_MAIL_UTF8 ? MW_PATH_UTF8 : 0));
    adapt_mail(s, o);
    if (o->bytes && (s->caps & MW_SMTP_CAP_SIZE)) {
        mw_text_string(&l.t, " SIZE=");
        mw_text_number(&l.t, o->bytes);
    }
    parameters(&l, mail_parameters, sizeof mail_parameters / sizeof *mail_parameters, o);
    if (o->body == MW_BODY_BINARY)
        l.needs |= MW_SMTP_CAP_CHUNKING;
    if ((o->flags & MW_MAIL_REQUIRETLS) && !(s->flags & MW_S_SECURE))
        l.needs = UINT32_MAX;
    id = submit(s, &l, SMTP_MAIL, 0);
    if (id > 0) {
        m->s.has = (uint16_t)((m->s.has & SMTP_HAS_KEPT) | SMTP_HAS_MAIL | SMTP_HAS_DIRTY |
                            (o->body == MW_BODY_BINARY ? SMTP_HAS_BINARY : 0));
        take_one(&m->mails_left);
        m->rcpts_left = m->rcpt_max;
    }
    return id;
}

int mw_smtp_mail(mw_session *s, const char *from, const mw_mail *opt)
{
    struct smtp *m = smtp_of(s);
    mw_mail o;
    int rc;

    rc = mw_submit_check(s, 2);
    if (rc != MW_OK)
        return rc;
    if (m->s.has & SMTP_HAS_MAIL)
        return MW_E_USAGE;
    if (!from)
        return MW_E_ARG;
    if (m->mails_left == 0)
        return MW_E_LIMIT;
    copy_options(&o, sizeof o, opt);
    if (m->max_bytes && o.bytes > m->max_bytes)
        return MW_E_TOO_BIG;
    rc = clear_transaction(m);
    return rc == MW_OK ? mail_line(m, from, &o) : rc;
}

/* --- RCPT --- */

static void notify_parameter(struct line *l, uint32_t notify)
{
    static const char words[][9] = { "SUCCESS,", "FAILURE,", "DELAY,", "NEVER," };
    unsigned i;

    if (!notify)
        return;
    mw_text_string(&l->t, " NOTIFY=");
    for (i = 0; i < 4; i++)
        if (notify >> i & 1)
            mw_text_string(&l->t, words[i]);
    l->t.len--; /* the last comma */
    l->needs |= MW_SMTP_CAP_DSN;
    l->faults |= notify > MW_NOTIFY_NEVER;
}

/* RCPT TO:<postmaster> needs no domain (RFC 5321 4.1.1.3), LMTP users none at all. */
static int is_recipient(const mw_session *s, const char *to)
{
    unsigned how = s->caps & MW_SMTP_CAP_SMTPUTF8 ? MW_PATH_UTF8 : 0;

    if ((s->config & MW_FLAG_LMTP) || mw_same(to, strlen(to), "postmaster"))
        how |= MW_PATH_NO_DOMAIN;
    return mw_smtp_is_mailbox(to, how);
}

static int rcpt_line(mw_session *s, const char *to, const mw_rcpt *o)
{
    struct line l;

    begin(s, &l, "RCPT TO:<", to);
    mw_text_byte(&l.t, '>');
    l.faults = !is_recipient(s, to);
    notify_parameter(&l, o->notify);
    parameters(&l, rcpt_parameters, sizeof rcpt_parameters / sizeof *rcpt_parameters, o);
    return submit(s, &l, SMTP_RCPT, 0);
}

int mw_smtp_rcpt(mw_session *s, const char *to, const mw_rcpt *opt)
{
    struct smtp *m = smtp_of(s);
    int rc = mw_submit_check(s, 1);
    mw_rcpt o;

    if (rc != MW_OK)
        return rc;
    if (!(m->s.has & SMTP_HAS_MAIL))
        return MW_E_USAGE;
    if (!to)
        return MW_E_ARG;
    if (m->rcpts_left == 0)
        return MW_E_LIMIT;
    copy_options(&o, sizeof o, opt);
    rc = rcpt_line(s, to, &o);
    if (rc > 0) {
        m->s.has |= SMTP_HAS_RCPT;
        take_one(&m->rcpts_left);
    }
    return rc;
}

/* --- the others --- */

int mw_smtp_rset(mw_session *s)
{
    struct line l;
    int rc = mw_submit_check(s, 1);

    if (rc != MW_OK)
        return rc;
    begin(s, &l, "RSET", "");
    rc = submit(s, &l, SMTP_RSET, 0);
    if (rc > 0)
        s->has &= SMTP_HAS_KEPT;
    return rc;
}

/* RFC 5321 4.1.1.6: VRFY SP String CRLF. */
int mw_smtp_vrfy(mw_session *s, const char *who)
{
    struct line l;
    int rc = mw_submit_check(s, 1);

    if (rc != MW_OK)
        return rc;
    if (!who || !*who || mw_has_control(who))
        return MW_E_ARG;
    begin(s, &l, "VRFY ", who);
    if (mw_has_8bit(who))
        l.needs = MW_SMTP_CAP_SMTPUTF8;
    return submit(s, &l, SMTP_OTHER, MW_CMD_LAST);
}

uint64_t mw_smtp_max_bytes(const mw_session *s)
{
    return ((const struct smtp *)s)->max_bytes;
}

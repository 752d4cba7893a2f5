/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "engine/smtp.h"
#include "wire/smtp_path.h"

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

#define AT(type, field) (uint8_t)offsetof(type, field)

static const struct parameter mail_parameters[] = {
    { " BODY=7BIT", IF_VALUE, AT(mw_mail, body), MW_BODY_7BIT, 2 },
    { " BODY=8BITMIME", IF_VALUE, AT(mw_mail, body), MW_BODY_8BIT, 2 },
    { " BODY=BINARYMIME", IF_VALUE, AT(mw_mail, body), MW_BODY_BINARY, 6 },
    { " SMTPUTF8", IF_BIT, AT(mw_mail, flags), MW_MAIL_UTF8, 3 },
    { " REQUIRETLS", IF_BIT, AT(mw_mail, flags), MW_MAIL_REQUIRETLS, 12 },
    { " RET=FULL", IF_VALUE, AT(mw_mail, ret), MW_RET_FULL, 7 },
    { " RET=HDRS", IF_VALUE, AT(mw_mail, ret), MW_RET_HDRS, 7 },
    { " ENVID=", XTEXT, AT(mw_mail, envid), 0, 7 },
    { " BY=", SIGNED, AT(mw_mail, by_seconds), AT(mw_mail, by_mode), 9 },
    { ";R", IF_VALUE, AT(mw_mail, by_mode), MW_BY_RETURN, 9 },
    { ";N", IF_VALUE, AT(mw_mail, by_mode), MW_BY_NOTIFY, 9 },
    { "T", IF_BIT, AT(mw_mail, flags), MW_MAIL_BY_TRACE, 9 },
    { " HOLDFOR=", NUMBER, AT(mw_mail, hold_seconds), 0, 10 },
    { " HOLDUNTIL=", DATE, AT(mw_mail, hold_until), 0, 10 },
    { " MT-PRIORITY=", SIGNED, AT(mw_mail, priority), AT(mw_mail, with_priority), 11 },
    { " AUTH=", XTEXT, AT(mw_mail, auth), 0, 16 },
};

static const struct parameter rcpt_parameters[] = {
    { " ORCPT=", ADDRESS, AT(mw_rcpt, orcpt), 0, 7 },
    { " RRVS=", DATE, AT(mw_rcpt, rrvs), 0, 13 },
};

/* A date: letters, digits and the signs around them in ASCII: + - . : ; */
static void date(struct line *l, const char *p)
{
    mw_text_string(&l->t, p);
    if (!*p)
        l->faults = 1;
    for (; *p; p++)
        if (!mw_is_alpha(*p) && (*p < '+' || *p > ';' || *p == ',' || *p == '/'))
            l->faults = 1;
}

static void hex(struct mw_text *t, unsigned byte)
{
    int shift;

    for (shift = 4; shift >= 0; shift -= 4) {
        unsigned nibble = byte >> shift & 15;

        mw_text_byte(t, (int)(nibble < 10 ? '0' + nibble : 'A' - 10 + nibble));
    }
}

/* xtext, RFC 3461 4; in a "utf-8;" address (RFC 6533 3) bytes above 127 stand for themselves and
   the others that need it are \x{..}. Control bytes would be legal, and are refused. */
static void xtext(struct line *l, const char *p, int utf8)
{
    if (!*p || mw_has_control(p))
        l->faults = 1;
    for (; *p; p++) {
        unsigned c = (unsigned char)*p;

        if (c > 127 ? utf8 : mw_smtp_is_xchar((int)c) && !(utf8 && c == '\\')) {
            mw_text_byte(&l->t, (int)c);
            continue;
        }
        if (c > 127)
            l->faults = 1;
        mw_text_string(&l->t, utf8 ? "\\x{" : "+");
        hex(&l->t, c);
        if (utf8)
            mw_text_byte(&l->t, '}');
    }
}

static void address(struct line *l, const char *p)
{
    int utf8 = mw_has_8bit(p);

    mw_text_string(&l->t, utf8 ? "utf-8;" : "rfc822;");
    if (utf8 && !mw_is_utf8(p, strlen(p)))
        l->faults = 1;
    xtext(l, p, utf8);
}

static void number(struct line *l, uint32_t value, int is_signed)
{
    if (is_signed && value > INT32_MAX) {
        mw_text_byte(&l->t, '-');
        value = 0u - value;
    }
    if (value > NUMBER_MAX)
        l->faults = 1;
    mw_text_number(&l->t, value);
}

static uint32_t field(const void *options, size_t at)
{
    return *(const uint32_t *)(const void *)((const char *)options + at);
}

static void parameter(struct line *l, const struct parameter *p, const void *options)
{
    uint32_t value = 0, said;
    const char *string = NULL;

    if (p->kind >= DATE) {
        string = *(const char *const *)(const void *)((const char *)options + p->at);
        said = string != NULL;
    } else {
        said = value = field(options, p->at);
    }
    if (p->kind == IF_BIT)
        said &= p->arg;
    if (p->kind == IF_VALUE)
        said = value == p->arg;
    if (p->kind == SIGNED)
        said = field(options, p->arg);
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
        rc = mw_out_string(&m->s, RSET, SMTP_RSET, MW_CMD_HIDDEN);
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

    mw_smtp_begin(s, &l.t, "MAIL FROM:<", from);
    mw_text_byte(&l.t, '>');
    l.needs = 0;
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
    if ((o->flags & MW_MAIL_REQUIRETLS) && !s->secure)
        l.needs = UINT32_MAX;
    id = submit(s, &l, SMTP_MAIL, 0);
    if (id > 0) {
        s->begun = SMTP_SENDER;
        s->has &= (uint16_t)~SMTP_HAS_BINARY;
        s->has |= o->body == MW_BODY_BINARY ? SMTP_HAS_DIRTY | SMTP_HAS_BINARY : SMTP_HAS_DIRTY;
        take_one(&m->mails_left);
        m->rcpts_left = m->rcpt_max;
    }
    return id;
}

/* May MAIL be submitted, or RCPT, for which `begun` is 1? Then the options are o. */
static int check(const struct smtp *m, int begun, const char *path, const void *opt, void *o)
{
    int rc = mw_submit_check(&m->s, begun ? 1 : 2);

    if (rc != MW_OK)
        return rc;
    if ((m->s.begun >= SMTP_SENDER) != begun)
        return MW_E_USAGE;
    if (!path)
        return MW_E_ARG;
    if ((begun ? m->rcpts_left : m->mails_left) == 0)
        return MW_E_LIMIT;
    copy_options(o, begun ? sizeof(mw_rcpt) : sizeof(mw_mail), opt);
    return MW_OK;
}

int mw_smtp_mail(mw_session *s, const char *from, const mw_mail *opt)
{
    struct smtp *m = smtp_of(s);
    mw_mail o;
    int rc = check(m, 0, from, opt, &o);

    if (rc != MW_OK)
        return rc;
    if (m->s.max_bytes && o.bytes > m->s.max_bytes)
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
    if (notify > MW_NOTIFY_NEVER)
        l->faults = 1;
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

    mw_smtp_begin(s, &l.t, "RCPT TO:<", to);
    mw_text_byte(&l.t, '>');
    l.needs = 0;
    l.faults = !is_recipient(s, to);
    notify_parameter(&l, o->notify);
    parameters(&l, rcpt_parameters, sizeof rcpt_parameters / sizeof *rcpt_parameters, o);
    return submit(s, &l, SMTP_RCPT, 0);
}

int mw_smtp_rcpt(mw_session *s, const char *to, const mw_rcpt *opt)
{
    struct smtp *m = smtp_of(s);
    mw_rcpt o;
    int rc = check(m, 1, to, opt, &o);

    if (rc != MW_OK)
        return rc;
    rc = rcpt_line(s, to, &o);
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
    if (!who || !*who || mw_has_control(who))
        return MW_E_ARG;
    mw_smtp_begin(s, &l.t, "VRFY ", who);
    l.needs = mw_has_8bit(who) ? MW_SMTP_CAP_SMTPUTF8 : 0;
    l.faults = 0;
    return submit(s, &l, SMTP_OTHER, MW_CMD_LAST);
}

uint64_t mw_smtp_max_bytes(const mw_session *s)
{
    return s->max_bytes;
}

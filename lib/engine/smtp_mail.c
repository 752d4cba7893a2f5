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
    union {
        mw_mail mail;
        mw_rcpt rcpt;
    } options;
};

#define SECURE 31 /* as if it were offered: the session runs over TLS */

/* --- parameters: what is to be said, for which field of the options --- */

#define IF 0      /* the name, if one of the bits of `arg` is set */
#define UNLIST 1  /* the same, and two bytes are taken back: the last comma and what stands here */
#define NUMBER 2  /* name and the number at `arg`, if the field is not 0 */
#define DATE 3    /* name and string, if it is not NULL */
#define XTEXT 4
#define ADDRESS 5 /* XTEXT with its address type */

#define NUMBER_MAX 999999999u

struct parameter {
    uint8_t kind : 3;
    uint8_t cap : 5; /* the server must offer 1 << cap */
    uint8_t at;
    uint8_t arg;
};

#define AT(type, field) (uint8_t)offsetof(type, field)

/* The names, in the order of the tables. */
static const char mail_names[] = " BODY=7BIT\0 BODY=8BITMIME\0 BODY=BINARY\0MIME\0"
                                 " SMTPUTF8\0 REQUIRE\0TLS\0 RET=FULL\0 RET=HDRS\0 ENVID=\0"
                                 " BY=\0;R\0;N\0T\0 HOLDFOR=\0 HOLDUNTIL=\0 MT-PRIORITY=\0"
                                 " AUTH=\0";

static const struct parameter mail_parameters[] = {
    { IF, 2, AT(mw_mail, body), 1u << MW_BODY_7BIT },
    { IF, 2, AT(mw_mail, body), 1u << MW_BODY_8BIT },
    { IF, 6, AT(mw_mail, body), 1u << MW_BODY_BINARY },
    { IF, 5, AT(mw_mail, body), 1u << MW_BODY_BINARY },
    { IF, 3, AT(mw_mail, flags), MW_MAIL_UTF8 },
    { IF, 12, AT(mw_mail, flags), MW_MAIL_REQUIRETLS },
    { IF, SECURE, AT(mw_mail, flags), MW_MAIL_REQUIRETLS },
    { IF, 7, AT(mw_mail, ret), MW_RET_FULL },
    { IF, 7, AT(mw_mail, ret), MW_RET_HDRS },
    { XTEXT, 7, AT(mw_mail, envid), 0 },
    { NUMBER, 9, AT(mw_mail, by_mode), AT(mw_mail, by_seconds) },
    { IF, 9, AT(mw_mail, by_mode), MW_BY_RETURN },
    { IF, 9, AT(mw_mail, by_mode), MW_BY_NOTIFY },
    { IF, 9, AT(mw_mail, flags), MW_MAIL_BY_TRACE },
    { NUMBER, 10, AT(mw_mail, hold_seconds), AT(mw_mail, hold_seconds) },
    { DATE, 10, AT(mw_mail, hold_until), 0 },
    { NUMBER, 11, AT(mw_mail, with_priority), AT(mw_mail, priority) },
    { XTEXT, 16, AT(mw_mail, auth), 0 },
};

static const char rcpt_names[] = " NOTIFY=\0SUCCESS,\0FAILURE,\0DELAY,\0NEVER,\0 \0"
                                 " ORCPT=\0 RRVS=\0";

static const struct parameter rcpt_parameters[] = {
    { IF, 7, AT(mw_rcpt, notify), UINT8_MAX },
    { IF, 7, AT(mw_rcpt, notify), MW_NOTIFY_SUCCESS },
    { IF, 7, AT(mw_rcpt, notify), MW_NOTIFY_FAILURE },
    { IF, 7, AT(mw_rcpt, notify), MW_NOTIFY_DELAY },
    { IF, 7, AT(mw_rcpt, notify), MW_NOTIFY_NEVER },
    { UNLIST, 7, AT(mw_rcpt, notify), UINT8_MAX },
    { ADDRESS, 7, AT(mw_rcpt, orcpt), 0 },
    { DATE, 13, AT(mw_rcpt, rrvs), 0 },
};

static void string(struct line *l, int kind, const char *p)
{
    int utf8 = 0;

    if (kind == DATE) { /* ASCII letters, digits and the signs around them */
        if (!*p || p[mw_smtp_span(p, "+-.:;")])
            l->faults = 1;
        mw_text_string(&l->t, p);
        return;
    }
    if (kind == ADDRESS) {
        utf8 = mw_has_8bit(p);
        mw_text_string(&l->t, utf8 ? "utf-8;" : "rfc822;");
    }
    if (!mw_smtp_is_text(p, utf8))
        l->faults = 1;
    mw_smtp_xtext(&l->t, p, utf8);
}

static void number(struct line *l, uint32_t value)
{
    if (value > INT32_MAX) {
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

static void parameter(struct line *l, const struct parameter *p, const char *name)
{
    const void *options = &l->options;
    int kind = p->kind;
    const char *text = NULL;
    uint32_t said;

    if (kind >= DATE) {
        text = *(const char *const *)(const void *)((const char *)options + p->at);
        said = text != NULL;
    } else {
        said = field(options, p->at);
        if (kind != NUMBER)
            said &= p->arg;
    }
    if (!said)
        return;
    l->needs |= 1u << p->cap;
    mw_text_string(&l->t, name);
    if (text)
        string(l, kind, text);
    else if (kind == NUMBER)
        number(l, field(options, p->arg));
    else if (kind == UNLIST)
        l->t.len -= 2;
}

static void parameters(struct line *l, const struct parameter *p, const char *names)
{
    for (; *names; names += strlen(names) + 1)
        parameter(l, p++, names);
}

/* --- MAIL and RCPT --- */

/* May MAIL be submitted, or RCPT, which needs one begun? Then the options are in l. The caller's
   struct may be older and shorter than ours. */
static int check(mw_session *s, struct line *l, int is_rcpt, const void *opt)
{
    const struct smtp *m = smtp_of(s);
    int rc = mw_submit_check(s, 2u - (unsigned)is_rcpt);

    if (rc != MW_OK)
        return rc;
    if ((s->begun >= SMTP_MAIL) != is_rcpt)
        return MW_E_USAGE;
    if (m->limit[is_rcpt] && m->used[is_rcpt] >= m->limit[is_rcpt])
        return MW_E_LIMIT;
    memset(l, 0, sizeof *l);
    if (opt)
        memcpy(&l->options, opt,
               field(opt, 0) < sizeof l->options ? field(opt, 0) : sizeof l->options);
    return MW_OK;
}

/* Begins the line with a path. */
static void begin(mw_session *s, struct line *l, const char *verb, const char *path, unsigned how)
{
    mw_smtp_begin(s, &l->t, verb, path);
    mw_text_byte(&l->t, '>');
    if (*path && !mw_smtp_is_mailbox(path, how))
        l->faults = 1;
}

/* Ends it: a command's id, or why there is none. */
static int end(mw_session *s, struct line *l, int kind)
{
    uint32_t offered = (uint32_t)s->caps | (uint32_t)s->secure << SECURE;
    int id;

    if (l->faults)
        return MW_E_ARG;
    if (l->needs & ~offered)
        return MW_E_NOT_OFFERED;
    id = mw_smtp_end(s, &l->t, kind, 0);
    if (id > 0) {
        s->begun = (uint8_t)kind;
        smtp_of(s)->used[kind - SMTP_MAIL]++;
    }
    return id;
}

/* What the table cannot say. RFC 2852 4, RFC 4865 4, RFC 6710, RFC 3461 4.4. */
static int is_faulty(const mw_mail *o)
{
    return o->body > MW_BODY_BINARY || o->ret > MW_RET_HDRS || o->by_mode > MW_BY_NOTIFY ||
           (o->by_mode == MW_BY_RETURN && o->by_seconds <= 0) ||
           (!o->by_mode && (o->flags & MW_MAIL_BY_TRACE)) || (o->hold_seconds && o->hold_until) ||
           o->hold_seconds > INT32_MAX || o->priority < -9 || o->priority > 9 ||
           (o->envid && strlen(o->envid) > 100);
}

/* What the server's extensions make of BODY, which becomes a bit for the table. */
static uint32_t body_bit(const mw_session *s, uint32_t body)
{
    int offered = (s->caps & MW_SMTP_CAP_8BITMIME) != 0;

    if (body == (offered ? MW_BODY_AUTO : MW_BODY_7BIT)) /* nothing is lost */
        body = offered ? MW_BODY_8BIT : MW_BODY_AUTO;
    return 1u << body;
}

/* RSET, after which the server has no transaction open. */
static int reset(mw_session *s, unsigned flags)
{
    int rc = mw_out_string(s, "RSET\r\n", SMTP_RSET, flags);

    if (rc == MW_OK)
        s->has &= (uint16_t)~SMTP_HAS_DIRTY;
    return rc;
}

static int mail_line(mw_session *s, struct line *l, const char *from)
{
    mw_mail *o = &l->options.mail;

    begin(s, l, "MAIL FROM:<", from, o->flags & MW_MAIL_UTF8 ? MW_PATH_UTF8 : 0);
    if (is_faulty(o))
        return MW_E_ARG;
    o->body = body_bit(s, o->body);
    if (o->auth && !*o->auth)
        o->auth = "<>";
    else if (o->auth && !mw_smtp_is_mailbox(o->auth, 0)) /* RFC 4954 5 */
        return MW_E_ARG;
    if (o->bytes && (s->caps & MW_SMTP_CAP_SIZE)) {
        mw_text_string(&l->t, " SIZE=");
        mw_text_number(&l->t, o->bytes);
    }
    parameters(l, mail_parameters, mail_names);
    return end(s, l, SMTP_MAIL);
}

int mw_smtp_mail(mw_session *s, const char *from, const mw_mail *opt)
{
    struct line l;
    mw_mail *o = &l.options.mail;
    int rc = from ? check(s, &l, 0, opt) : MW_E_ARG;

    if (rc != MW_OK)
        return rc;
    if (s->max_bytes && o->bytes > s->max_bytes)
        return MW_E_TOO_BIG;
    if (s->has & SMTP_HAS_DIRTY) /* or the server may come to have one */
        rc = reset(s, MW_CMD_HIDDEN);
    if (rc == MW_OK)
        rc = mail_line(s, &l, from);
    if (rc > 0) {
        s->has = (uint16_t)((s->has & SMTP_HAS_DELIVERED) | SMTP_HAS_DIRTY |
                            (o->body >> MW_BODY_BINARY & SMTP_HAS_BINARY));
        smtp_of(s)->used[SMTP_RCPTS] = 0;
    }
    return rc;
}

int mw_smtp_rcpt(mw_session *s, const char *to, const mw_rcpt *opt)
{
    unsigned how = s->caps & MW_SMTP_CAP_SMTPUTF8 ? MW_PATH_UTF8 : 0;
    struct line l;
    int rc = to ? check(s, &l, 1, opt) : MW_E_ARG;

    if (rc != MW_OK)
        return rc;
    /* RCPT TO:<postmaster> needs no domain (RFC 5321 4.1.1.3), LMTP users none at all. */
    if ((s->config & MW_FLAG_LMTP) || mw_same(to, strlen(to), "postmaster"))
        how |= MW_PATH_NO_DOMAIN;
    begin(s, &l, "RCPT TO:<", to, how);
    if (!*to || l.options.rcpt.notify > MW_NOTIFY_NEVER)
        return MW_E_ARG;
    parameters(&l, rcpt_parameters, rcpt_names);
    return end(s, &l, SMTP_RCPT);
}

/* --- the others --- */

int mw_smtp_rset(mw_session *s)
{
    int rc = mw_submit_check(s, 1);

    if (rc == MW_OK)
        rc = reset(s, 0);
    if (rc != MW_OK)
        return rc;
    s->begun = SMTP_NONE;
    return mw_id_new(s);
}

/* RFC 5321 4.1.1.6: VRFY SP String CRLF. */
int mw_smtp_vrfy(mw_session *s, const char *who)
{
    struct mw_text t;
    int rc = who && mw_smtp_is_text(who, 1) ? mw_submit_check(s, 1) : MW_E_ARG;

    if (rc != MW_OK)
        return rc;
    if (mw_has_8bit(who) && !(s->caps & MW_SMTP_CAP_SMTPUTF8))
        return MW_E_NOT_OFFERED;
    mw_smtp_begin(s, &t, "VRFY ", who);
    return mw_smtp_end(s, &t, SMTP_OTHER, MW_CMD_LAST);
}

uint64_t mw_smtp_max_bytes(const mw_session *s)
{
    return s->max_bytes;
}

/* SPDX-License-Identifier: MIT */
#include "session/session.h"
#include <mailwire/net.h>

#include <string.h>

/* One message from connecting to QUIT, blocking. */

struct job {
    mw_session *s;
    int last;     /* the id submitted last */
    mw_error err; /* the first thing that failed; .code 0: nothing has */
};

static void fail(struct job *j, int code)
{
    const mw_error *why = mw_last_error(j->s);

    if (j->err.code != 0)
        return;
    if (why->code == code)
        j->err = *why;
    j->err.code = code;
}

/* LMTP's verdict for one recipient (RFC 2033 4.2). */
static void note_verdict(struct job *j, const mw_event *ev)
{
    if (j->err.code != 0 || ev->code < 400)
        return;
    fail(j, ev->code < 500 ? MW_E_REPLY_TEMP : MW_E_REPLY_PERM);
    j->err.reply = (uint16_t)ev->code;
    j->err.enhanced = 0;
    j->err.stage = MW_AT_DATA_END;
    j->err.retry = ev->code < 500;
    j->err.advice = mw_advice(j->s, &j->err);
}

static void note(struct job *j, const mw_event *ev)
{
    switch (ev->type) {
    case MW_EV_REFUSED:
    case MW_EV_ABORTED:
    case MW_EV_UNKNOWN:
    case MW_EV_FAILED:
        fail(j, mw_last_error(j->s)->code);
        break;
    case MW_EV_RCPT:
        note_verdict(j, ev);
        break;
    default:
        break;
    }
}

/* Until id is over, or wants the body; what fails on the way is noted. */
static void run_to(struct job *j, int id)
{
    const mw_event *ev;

    do {
        ev = mw_each(j->s, id);
        note(j, ev != NULL ? ev : mw_last_event(j->s));
    } while (ev != NULL);
}

static int submitted(struct job *j, int id)
{
    if (id > 0)
        j->last = id;
    else
        fail(j, id);
    return id > 0;
}

/* What SIZE counts (RFC 1870 5): every line end is CRLF, and there is one in the end. */
static uint64_t size_on_the_wire(const char *p, size_t len)
{
    uint64_t size = len;
    size_t i;

    for (i = 0; i < len; i++) {
        if (p[i] == '\n')
            size += i == 0 || p[i - 1] != '\r';
        else if (p[i] == '\r')
            size += i + 1 == len || p[i + 1] != '\n';
    }
    if (len > 0 && p[len - 1] != '\n' && p[len - 1] != '\r')
        size += 2;
    return size;
}

static int beyond_ascii(const char *text)
{
    while (*text != '\0' && (unsigned char)*text < 0x80)
        text++;
    return *text != '\0';
}

static mw_mail options(const char *from, const char *const *to, const void *message, size_t len)
{
    mw_mail o = MW_MAIL_INIT;

    o.bytes = size_on_the_wire(message, len);
    if (from != NULL && beyond_ascii(from))
        o.flags |= MW_MAIL_UTF8;
    for (; *to != NULL; to++)
        if (beyond_ascii(*to))
            o.flags |= MW_MAIL_UTF8;
    return o;
}

/* When the queue is full, what is in it is waited for. */
static int recipient(struct job *j, const char *to)
{
    int id = mw_smtp_rcpt(j->s, to, NULL);

    if (id == MW_WANT_WRITE) {
        run_to(j, j->last);
        if (j->err.code != 0)
            return 0;
        id = mw_smtp_rcpt(j->s, to, NULL);
    }
    return submitted(j, id);
}

/* All recipients' verdicts are in before a byte of the message goes. */
static void envelope(struct job *j, const char *from, const char *const *to, const mw_mail *o)
{
    if (!submitted(j, mw_smtp_mail(j->s, from, o)))
        return;
    while (*to != NULL)
        if (!recipient(j, *to++))
            return;
    run_to(j, j->last);
}

/* Lets the session move on, waiting if it must. 0: it is over. */
static int step(struct job *j)
{
    const mw_transport *t = j->s->transport;
    const mw_event *ev = mw_next(j->s);

    if (ev == NULL)
        return t->wait(t->ctx, mw_want(j->s), mw_timeout(j->s)) == 0;
    note(j, ev);
    return !(ev->flags & MW_EVF_LAST);
}

/* Writes and reads in turns: a refusal in the middle ends it, and replies make room. */
static void write_body(struct job *j, const char *p, size_t len)
{
    size_t n = 0;
    int rc = MW_OK;

    while (len > 0 && j->err.code == 0) {
        rc = mw_write(j->s, p, len, &n);
        if (rc != MW_OK) {
            fail(j, rc);
            return;
        }
        p += n;
        len -= n;
        if (len > 0 && !step(j))
            return;
    }
}

static void body(struct job *j, const void *message, size_t len)
{
    int id = mw_smtp_data(j->s);
    int rc;

    if (!submitted(j, id))
        return;
    run_to(j, id);
    if (j->err.code == 0)
        write_body(j, message, len);
    if (j->err.code != 0)
        return;
    do
        rc = mw_write_end(j->s);
    while (rc == MW_WANT_WRITE && step(j));
    if (submitted(j, rc))
        run_to(j, id);
}

static int finish(const struct job *j, mw_error *err)
{
    if (err != NULL) {
        *err = j->err;
        err->text = err->word = "";
        err->text_len = err->word_len = 0;
        if (err->advice == NULL || *err->advice == '\0')
            err->advice = err->code != 0 ? mw_advice(j->s, err) : "";
    }
    mw_free(j->s);
    return j->err.code;
}

int mw_send(const mw_config *cfg, const char *from, const char *const *to, const void *message,
            size_t len, mw_error *err)
{
    struct job j;
    mw_mail o;

    memset(&j, 0, sizeof j);
    j.err.code = to == NULL || *to == NULL || (message == NULL && len > 0)
                     ? MW_E_ARG
                     : mw_net_smtp(&j.s, cfg);
    if (j.err.code != 0)
        return finish(&j, err);
    o = options(from, to, message, len);
    run_to(&j, mw_open(j.s));
    if (j.err.code == 0)
        envelope(&j, from, to, &o);
    if (j.err.code == 0)
        body(&j, message, len);
    mw_run(j.s, mw_quit(j.s));
    return finish(&j, err);
}

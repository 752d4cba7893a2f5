/* SPDX-License-Identifier: MIT */
/* A whole SMTP session against whatever a server may say, twice: line by line and byte by byte.
   Both must give the same events and the same bytes. The first four bytes choose security, flags,
   buffers and what the caller does. */

#include "fuzz/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEAD_BYTES 4
#define IDS_MAX 512
#define LOG_MAX 60000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct run {
    mw_session *s;
    const uint8_t *at, *end; /* what the server still says, */
    size_t line;             /* of the present line */
    size_t chunk;            /* 0: whole lines */
    unsigned how;
    int next;
    unsigned char over[IDS_MAX];
    int top, body;
    size_t body_left;
    char log[LOG_MAX];
    size_t log_len;
    char wire[LOG_MAX];
    size_t wire_len;
    int last;
};

static void expect(int truth)
{
    if (!truth)
        abort();
}

static void note(struct run *r, int id)
{
    expect(id < IDS_MAX && (id < 0 || id == r->top + 1));
    if (id > 0)
        r->top = id;
}

static void add(char *to, size_t *len, const void *p, size_t n)
{
    if (*len + n <= LOG_MAX) {
        memcpy(to + *len, p, n);
        *len += n;
    }
}

/* --- the caller --- */

static void message(struct run *r)
{
    mw_mail o = MW_MAIL_INIT;
    int id;

    o.body = r->how & 1 ? MW_BODY_BINARY : MW_BODY_AUTO;
    o.bytes = r->how & 2 ? 5000 : 0;
    id = mw_smtp_mail(r->s, "ann@example.org", &o);
    if (id < 0)
        id = mw_smtp_mail(r->s, "ann@example.org", NULL);
    note(r, id);
    note(r, mw_smtp_rcpt(r->s, "bob@example.net", NULL));
    note(r, mw_smtp_rcpt(r->s, "cat@example.net", NULL));
    id = mw_smtp_data(r->s);
    note(r, id);
    if (id > 0) {
        r->body = id;
        r->body_left = r->how & 4 ? 3000 : 40;
    }
}

/* What the caller does when nothing moves any more. */
static int submit(struct run *r)
{
    if (!r->over[1] || r->body_left || r->next > 6) /* READY ends id 1 */
        return 0;
    switch (r->next++) {
    case 0:
    case 2:
        message(r);
        break;
    case 1:
        note(r, mw_smtp_vrfy(r->s, "x"));
        break;
    case 3:
        note(r, mw_smtp_rset(r->s));
        break;
    case 4:
        note(r, mw_noop(r->s));
        break;
    case 5:
        if (r->how & 8)
            mw_cancel(r->s);
        break;
    default:
        note(r, mw_quit(r->s));
    }
    return 1;
}

static void write_body(struct run *r)
{
    static const char text[] = "a line\n.\r\n..dot\rx\r\n";
    size_t n, taken;
    int rc = MW_OK;

    while (r->body_left && rc == MW_OK) {
        n = r->body_left < sizeof text - 1 ? r->body_left : sizeof text - 1;
        rc = mw_write(r->s, text, n, &taken);
        r->body_left -= rc == MW_OK ? taken : r->body_left;
        if (taken < n)
            return;
    }
    rc = mw_write_end(r->s);
    expect(rc == r->body || rc < 0);
    if (rc == MW_WANT_WRITE)
        r->body_left = 0;
}

/* --- events --- */

static void ending(struct run *r, const mw_event *ev)
{
    expect(ev->id > 0 && ev->id <= r->top && !r->over[ev->id]);
    r->over[ev->id] = (unsigned char)ev->type;
    if (ev->id == r->body)
        r->body_left = 0;
}

static void check(struct run *r, const mw_event *ev)
{
    char text[100];
    int i, n;

    expect(ev->name != NULL && ev->data != NULL);
    if (ev->type == MW_EV_WRITE) {
        expect(ev->id == r->body);
        write_body(r);
        return;
    }
    n = snprintf(text, sizeof text, "%d %d %d %u %llu %llu ", ev->type, (int)ev->id, (int)ev->code,
                 (unsigned)ev->flags, (unsigned long long)ev->num, (unsigned long long)ev->uid);
    add(r->log, &r->log_len, text, (size_t)n);
    add(r->log, &r->log_len, ev->data, ev->len);
    if (ev->type == MW_EV_READY || (ev->type >= MW_EV_DONE && ev->type <= MW_EV_UNKNOWN))
        ending(r, ev);
    if (ev->type == MW_EV_CREDENTIAL)
        mw_set_secret(r->s, r->how & 32 ? "fresh" : NULL);
    if (ev->type == MW_EV_SECURE)
        mw_secured(r->s, r->how & 16 ? MW_E_CERT_EXPIRED : MW_OK);
    if (!(ev->flags & MW_EVF_LAST))
        return;
    r->last = 1;
    expect(mw_next(r->s) == ev && mw_noop(r->s) < 0);
    for (i = 2; i <= r->top; i++)
        expect(r->over[i]);
    expect(ev->type == MW_EV_CLOSED || (ev->code < 0 && mw_last_error(r->s)->code == ev->code));
}

/* --- bytes --- */

static int drain(struct run *r)
{
    const void *p;
    size_t n;

    if (mw_out(r->s, &p, &n) != MW_OK)
        return 0;
    add(r->wire, &r->wire_len, p, n);
    mw_out_done(r->s, n);
    return 1;
}

static int feed(struct run *r)
{
    void *p;
    size_t n, cap;

    if (r->line == 0 || mw_in(r->s, &p, &cap) != MW_OK)
        return 0;
    n = r->chunk && r->chunk < r->line ? r->chunk : r->line;
    n = n < cap ? n : cap;
    memcpy(p, r->at, n);
    r->at += n;
    r->line -= n;
    mw_in_done(r->s, n);
    return 1;
}

/* The server says its next line, or leaves. */
static void next_line(struct run *r)
{
    const uint8_t *lf = memchr(r->at, '\n', (size_t)(r->end - r->at));

    r->line = (size_t)((lf ? lf + 1 : r->end) - r->at);
    if (r->line == 0)
        mw_in_done(r->s, 0);
}

static void drive(struct run *r)
{
    const mw_event *ev;
    unsigned turns = 0;

    while (!r->last) {
        expect(++turns < 200000);
        ev = mw_next(r->s);
        if (ev)
            check(r, ev);
        else if (drain(r) || mw_timeout(r->s) == 0 || feed(r))
            continue;
        else if (!submit(r))
            next_line(r);
    }
}

static void run(struct run *r, const uint8_t *data, size_t size, size_t chunk)
{
    static const uint32_t ins[] = { 64, 100, 512, 4096 }, outs[] = { 128, 200, 1024, 4096 };
    static char block[20000];
    mw_config cfg = MW_CONFIG_INIT;
    size_t n;

    memset(r, 0, sizeof *r);
    cfg.host = "x";
    cfg.security = data[0] % 3;
    cfg.flags = data[0] / 3 & 0xf;
    cfg.auth = (data[1] & 1 ? MW_AUTH_PLAIN : 0) | (data[1] & 2 ? MW_AUTH_LOGIN : 0) |
               (data[1] & 4 ? MW_AUTH_XOAUTH2 : 0);
    session_logs_in(&cfg, data[1] >> 4);
    if (data[1] & 0x80)
        cfg.flags |= MW_FLAG_ASK;
    cfg.user = data[1] & 8 ? "ann" : NULL;
    cfg.secret = "secret";
    cfg.in_bytes = ins[data[2] & 3];
    cfg.out_bytes = outs[data[2] >> 2 & 3];
    cfg.commands = data[2] & 16 ? 4 : 32;
    r->how = data[3];
    r->at = data + HEAD_BYTES;
    r->end = data + size;
    r->chunk = chunk;
    n = mw_smtp_size(&cfg);
    expect(n > 0 && n <= sizeof block);
    expect(mw_smtp_init(&r->s, block, n, &cfg) == MW_OK);
    r->top = mw_open(r->s);
    drive(r);
    mw_free(r->s);
    while (n)
        expect(block[--n] == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct run a, b;

    if (size < HEAD_BYTES)
        return 0;
    run(&a, data, size, 0);
    run(&b, data, size, 1);
    expect(a.log_len == b.log_len && memcmp(a.log, b.log, a.log_len) == 0);
    expect(a.wire_len == b.wire_len && memcmp(a.wire, b.wire, a.wire_len) == 0);
    return 0;
}

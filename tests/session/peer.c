/* SPDX-License-Identifier: MIT */
#include "session/peer.h"
#include "support/unit.h"

#include <stdlib.h>

const char peer_eof[] = "EOF";

static int do_open(void *ctx, const char *host, uint16_t port)
{
    struct peer *p = ctx;

    p->opens++;
    assert_true(strlen(host) < sizeof p->host);
    strcpy(p->host, host);
    p->port = port;
    return p->open_rc;
}

static int do_secure(void *ctx, const char *host)
{
    struct peer *p = ctx;

    p->secures++;
    assert_true(strlen(host) < sizeof p->secure_host);
    strcpy(p->secure_host, host);
    return p->secure_rc;
}

/* What is due is in p->at then. */
static int has_something(struct peer *p)
{
    while (!*p->at && p->says[p->said] && p->said <= p->commands) {
        p->at = p->says[p->said++];
        if (strncmp(p->at, "354", 3) == 0)
            p->in_body = 1;
    }
    return *p->at != 0;
}

static int do_recv(void *ctx, void *buf, size_t cap, size_t *got)
{
    struct peer *p = ctx;
    size_t n;

    assert_true(cap > 0);
    if (!has_something(p))
        return MW_WANT_READ;
    if (p->at == peer_eof)
        return MW_EOF;
    n = strlen(p->at);
    n = n < cap ? n : cap;
    n = p->recv_most && p->recv_most < n ? p->recv_most : n;
    memcpy(buf, p->at, n);
    p->at += n;
    *got = n;
    return MW_OK;
}

/* One byte more was sent. */
static void count(struct peer *p)
{
    const char *end = p->got + p->got_len;

    if (end[-1] != '\n')
        return;
    if (!p->in_body) {
        p->commands++;
    } else if (p->got_len >= 5 && memcmp(end - 5, "\r\n.\r\n", 5) == 0) {
        p->commands++;
        p->in_body = 0;
    }
}

static int do_send(void *ctx, const void *buf, size_t len, size_t *put)
{
    struct peer *p = ctx;
    const char *from = buf;

    assert_true(len > 0);
    if (p->send_rc != MW_OK)
        return p->send_rc;
    *put = len = p->send_most && p->send_most < len ? p->send_most : len;
    assert_true(len <= p->got_cap - p->got_len);
    for (; len; len--) {
        p->got[p->got_len++] = *from++;
        count(p);
    }
    return MW_OK;
}

static int do_wait(void *ctx, uint32_t want, uint32_t timeout_ms)
{
    struct peer *p = ctx;

    p->waits++;
    p->want = want;
    p->timeout_ms = timeout_ms;
    if (p->waits == p->cancel_at)
        return 1;
    if (p->open_rc == MW_OK && p->secure_rc == MW_OK &&
        (((want & MW_POLL_READ) && has_something(p)) ||
         ((want & MW_POLL_WRITE) && p->send_rc == MW_OK)))
        return 0;
    assert_true(timeout_ms != UINT32_MAX); /* for ever, for nothing */
    p->now_ms += timeout_ms;
    return 0;
}

static uint64_t do_now(void *ctx)
{
    return ((struct peer *)ctx)->now_ms;
}

static intptr_t do_handle(void *ctx)
{
    (void)ctx;
    return 4711;
}

static void do_explain(void *ctx, mw_error *err)
{
    struct peer *p = ctx;

    p->explains++;
    assert_true(err->code < 0);
    err->backend = 42;
}

static void do_close(void *ctx)
{
    ((struct peer *)ctx)->closes++;
}

void peer_new(struct peer *p, const char *const *says, size_t most)
{
    mw_transport t = MW_TRANSPORT_INIT;

    memset(p, 0, sizeof *p);
    t.ctx = p;
    t.recv = do_recv;
    t.send = do_send;
    t.open = do_open;
    t.secure = do_secure;
    t.wait = do_wait;
    t.handle = do_handle;
    t.now = do_now;
    t.explain = do_explain;
    t.close = do_close;
    p->t = t;
    p->says = says;
    p->at = "";
    p->now_ms = UINT32_MAX - 5000u; /* soon 32 bits are not enough */
    p->got_cap = most;
    p->got = malloc(most);
    assert_non_null(p->got);
}

void peer_free(struct peer *p)
{
    free(p->got);
}

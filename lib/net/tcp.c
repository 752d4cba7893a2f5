/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "net/dial.h"
#include "net/owned.h"
#include "net/random.h"
#include <mailwire/net.h>

#include <errno.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef MSG_NOSIGNAL
#define SEND_FLAGS MSG_NOSIGNAL
#else
#define SEND_FLAGS 0 /* SO_NOSIGPIPE did it */
#endif

enum stage { CLOSED, LOOKING_UP, DIALLING, CONNECTED };

struct tcp {
    mw_owned owned;
    enum stage stage;
    enum stage reached; /* at the close, for explain */
    int fd;
    int code;  /* what ended it: returned from then on */
    int error; /* errno behind code, or 0 */
    mw_host host;
    mw_lookup *lookup;
    mw_gather gather;
    mw_dial dial;
};

static int fail(struct tcp *t, int code, int error)
{
    t->code = code;
    t->error = error;
    return code;
}

/* Back to where open may begin. */
static void reset(struct tcp *t)
{
    mw_lookup_free(t->lookup);
    t->lookup = NULL;
    mw_dial_stop(&t->dial, &t->gather);
    mw_gather_clear(&t->gather);
    if (t->fd >= 0)
        close(t->fd);
    t->fd = -1;
    t->stage = CLOSED;
}

static int begin(struct tcp *t, const char *host)
{
    int rc;

    t->code = t->error = 0;
    mw_dial_init(&t->dial);
    rc = mw_host_read(&t->host, host);
    if (rc == MW_OK)
        t->stage = LOOKING_UP;
    return rc;
}

static int look_up(struct tcp *t, uint16_t port)
{
    int rc;

    if (t->host.addr_len != 0)
        rc = mw_lookup_libc(&t->host, port, AI_NUMERICHOST, &t->dial.addrs);
    else
        rc = mw_lookup_step(&t->lookup, &t->host, port, &t->gather, &t->dial.addrs);
    if (rc == MW_WANT_READ)
        return rc;
    if (rc == MW_E_SYSTEM)
        t->error = errno;
    mw_lookup_free(t->lookup);
    t->lookup = NULL;
    if (rc == MW_OK) {
        mw_addrs_interleave(&t->dial.addrs);
        t->stage = DIALLING;
    }
    return rc;
}

static int dial(struct tcp *t)
{
    int rc = mw_dial_step(&t->dial, &t->gather, &t->fd);

    if (rc == MW_OK) {
        mw_gather_clear(&t->gather);
        t->stage = CONNECTED;
    } else if (rc < MW_EOF) {
        t->error = t->dial.error;
    }
    return rc;
}

static int tcp_open(void *ctx, const char *host, uint16_t port)
{
    struct tcp *t = ctx;
    int rc = t->code;

    if (rc == MW_OK && t->stage == CLOSED)
        rc = begin(t, host);
    if (rc == MW_OK && t->stage == LOOKING_UP)
        rc = look_up(t, port);
    if (rc == MW_OK && t->stage == DIALLING)
        rc = dial(t);
    if (rc < MW_EOF)
        t->code = rc;
    return rc;
}

static int would_block(int error)
{
#if EAGAIN != EWOULDBLOCK
    if (error == EWOULDBLOCK)
        return 1;
#endif
    return error == EAGAIN;
}

static int tcp_recv(void *ctx, void *buf, size_t cap, size_t *got)
{
    struct tcp *t = ctx;
    ssize_t n;

    *got = 0;
    if (t->code != 0)
        return t->code;
    if (t->stage != CONNECTED)
        return MW_E_USAGE;
    do
        n = recv(t->fd, buf, cap, 0);
    while (n < 0 && errno == EINTR);
    if (n == 0)
        return fail(t, MW_EOF, 0);
    if (n < 0)
        return would_block(errno) ? MW_WANT_READ : fail(t, mw_errno_code(errno, 0), errno);
    *got = (size_t)n;
    return MW_OK;
}

/* A failure to send does not end receiving: the peer's last words may still be there. */
static int tcp_send(void *ctx, const void *buf, size_t len, size_t *put)
{
    struct tcp *t = ctx;
    ssize_t n;

    *put = 0;
    if (t->code != 0 && t->code != MW_EOF)
        return t->code;
    if (t->stage != CONNECTED)
        return MW_E_USAGE;
    do
        n = send(t->fd, buf, len, SEND_FLAGS);
    while (n < 0 && errno == EINTR);
    if (n < 0 && would_block(errno))
        return MW_WANT_WRITE;
    if (n < 0) {
        t->error = errno;
        return mw_errno_code(errno, 0);
    }
    *put = (size_t)n;
    return n > 0 ? MW_OK : MW_WANT_WRITE;
}

static int tcp_wait(void *ctx, uint32_t want, uint32_t timeout_ms)
{
    struct tcp *t = ctx;

    if (t->stage == CONNECTED)
        mw_poll_one(t->fd, want, timeout_ms);
    else
        mw_gather_wait(&t->gather, timeout_ms);
    return 0;
}

static intptr_t tcp_handle(void *ctx)
{
    struct tcp *t = ctx;

    if (t->stage == CONNECTED)
        return t->fd;
    return t->stage == CLOSED ? -1 : mw_gather_handle(&t->gather);
}

static uint64_t tcp_now(void *ctx)
{
    (void)ctx;
    return mw_clock_ms();
}

/* Time that ran out in the session is told apart by what was going on here. */
static int late_code(const struct tcp *t, enum stage stage, int code)
{
    if (stage == LOOKING_UP)
        return MW_E_DNS;
    if (stage == DIALLING)
        return t->dial.code == MW_E_CONN_REFUSED ? MW_E_CONN_REFUSED : MW_E_CONN_TIMEOUT;
    return code;
}

static void tcp_explain(void *ctx, mw_error *err)
{
    struct tcp *t = ctx;
    enum stage stage = t->stage == CLOSED ? t->reached : t->stage;

    if (err->code > MW_E_DNS || err->code <= MW_E_TLS)
        return;
    if (err->backend == 0)
        err->backend = t->error;
    if (stage == LOOKING_UP)
        err->stage = MW_AT_DNS;
    if (err->code == MW_E_TIMEOUT || err->code == MW_E_CONN_TIMEOUT)
        err->code = late_code(t, stage, err->code);
}

/* Closing while unread bytes sit in the socket makes the kernel send a reset, and the peer may then
   lose what we sent last (TLS 1.3 tickets are such bytes). So say that we are done, and take what
   is there; bounded, and without waiting. */
static void drain(int fd)
{
    char sink[4096];
    int i;

    if (shutdown(fd, SHUT_WR) != 0)
        return;
    for (i = 0; i < 16; i++)
        if (recv(fd, sink, sizeof sink, 0) <= 0)
            return;
}

static void tcp_close(void *ctx)
{
    struct tcp *t = ctx;

    if (t->stage == CONNECTED)
        drain(t->fd);
    t->reached = t->stage;
    reset(t);
    t->code = 0;
}

static void tcp_release(mw_owned *self)
{
    struct tcp *t = (struct tcp *)(void *)self;

    tcp_close(t);
    free(t);
}

int mw_tcp_new(mw_transport **out)
{
    static const mw_transport tcp = { sizeof(mw_transport), NULL,       tcp_recv,
                                      tcp_send,             tcp_open,   NULL,
                                      tcp_wait,             tcp_handle, tcp_now,
                                      tcp_explain,          tcp_close,  mw_random,
                                      NULL,                 NULL };
    struct tcp *t;

    if (out == NULL)
        return MW_E_ARG;
    *out = NULL;
    t = calloc(1, sizeof *t);
    if (t == NULL)
        return MW_E_MEMORY;
    t->fd = -1;
    mw_gather_init(&t->gather);
    mw_dial_init(&t->dial);
    t->owned.release = tcp_release;
    t->owned.transport = tcp;
    t->owned.transport.ctx = t;
    *out = &t->owned.transport;
    return MW_OK;
}

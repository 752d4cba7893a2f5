/* SPDX-License-Identifier: MIT */
#include <mailwire/net.h>

#ifdef MW_HAVE_ZLIB

#include "net/owned.h"
#include "net/zstream.h"

#include <stdlib.h>
#include <string.h>

/* DEFLATE as a filter (RFC 4978). Before compress() it passes bytes through. */

struct deflate {
    mw_owned owned;
    const mw_transport *under;
    mw_zstream *z; /* NULL: bytes pass through */
    size_t held;   /* of the bytes that send will be given next, these are in z already */
    int moved;     /* some of what they became has left */
    int recv_code; /* what ended it, returned from then on; 0: nothing did */
    int send_code;
};

static int is_want(int rc)
{
    return rc == MW_WANT_READ || rc == MW_WANT_WRITE;
}

/* The stream below ended: cleanly for us only where a block of the compressed one had ended. */
static int end_code(const struct deflate *d, int rc)
{
    return rc == MW_EOF && !mw_zstream_complete(d->z) ? MW_E_TRUNCATED : rc;
}

static int deflate_recv(void *ctx, void *buf, size_t cap, size_t *got)
{
    struct deflate *d = ctx;
    int rc = d->recv_code;

    *got = 0;
    if (d->z == NULL)
        return d->under->recv(d->under->ctx, buf, cap, got);
    while (rc == MW_OK) {
        size_t room, n = 0;
        void *to;

        rc = mw_zstream_inflate(d->z, buf, cap, got);
        if (rc != MW_OK || *got > 0)
            break;
        to = mw_zstream_input(d->z, &room);
        rc = d->under->recv(d->under->ctx, to, room, &n);
        if (is_want(rc))
            return rc;
        if (rc == MW_OK)
            mw_zstream_filled(d->z, n);
        else
            rc = end_code(d, rc);
    }
    d->recv_code = rc;
    return rc;
}

/* Sends what is compressed; MW_OK: all of it. */
static int drain(struct deflate *d)
{
    const void *out;
    size_t len, put;

    while ((out = mw_zstream_output(d->z, &len)) != NULL) {
        int rc = d->under->send(d->under->ctx, out, len, &put);

        if (rc != MW_OK)
            return rc;
        mw_zstream_sent(d->z, put);
        d->moved = 1;
    }
    return MW_OK;
}

/* When part of what was compressed together has left, the peer may act on all of it but the last
   byte. That one is held back, which makes the caller come again. */
static int blocked(struct deflate *d, int rc, size_t *put)
{
    if (!d->moved || d->held == 1)
        return rc;
    *put = d->held - 1;
    d->held = 1;
    return MW_OK;
}

/* What is missing may be no more than the end of a block: then the peer may act on everything, and
   the caller must not believe that it cannot. */
static int broken(struct deflate *d, int rc, size_t *put)
{
    size_t left;

    d->send_code = rc;
    mw_zstream_output(d->z, &left);
    if (d->moved)
        *put = left <= MW_ZSTREAM_TAIL_BYTES ? d->held : d->held - 1;
    return *put > 0 ? MW_OK : rc;
}

static int begin(struct deflate *d, const void *buf, size_t len)
{
    d->moved = 0;
    d->held = mw_zstream_deflate(d->z, buf, len);
    return d->held > 0 ? MW_OK : MW_E_MEMORY;
}

static int deflate_send(void *ctx, const void *buf, size_t len, size_t *put)
{
    struct deflate *d = ctx;
    int rc = d->send_code;

    *put = 0;
    if (d->z == NULL)
        return d->under->send(d->under->ctx, buf, len, put);
    if (len < d->held || len == 0)
        return MW_E_USAGE;
    if (rc == MW_OK && d->held == 0)
        rc = d->send_code = begin(d, buf, len);
    if (rc != MW_OK)
        return rc;
    rc = drain(d);
    if (is_want(rc))
        return blocked(d, rc, put);
    if (rc != MW_OK)
        return broken(d, rc, put);
    *put = d->held;
    d->held = 0;
    return MW_OK;
}

static int deflate_compress(void *ctx, const void *ahead, size_t n)
{
    struct deflate *d = ctx;

    if (d->z != NULL)
        return MW_E_USAGE;
    d->z = mw_zstream_new(ahead, n);
    return d->z != NULL ? MW_OK : MW_E_MEMORY;
}

/* What has been read but not taken out is not seen by the system's wait. */
static int deflate_wait(void *ctx, uint32_t want, uint32_t timeout_ms)
{
    struct deflate *d = ctx;

    if ((want & MW_POLL_READ) && d->z != NULL && d->recv_code == 0 && mw_zstream_waiting(d->z))
        return 0;
    return d->under->wait(d->under->ctx, want, timeout_ms);
}

static void reset(struct deflate *d)
{
    mw_zstream_free(d->z);
    d->z = NULL;
    d->held = 0;
    d->recv_code = d->send_code = 0;
}

static void deflate_close(void *ctx)
{
    struct deflate *d = ctx;

    reset(d);
    if (d->under->close != NULL)
        d->under->close(d->under->ctx);
}

static int deflate_open(void *ctx, const char *host, uint16_t port)
{
    struct deflate *d = ctx;

    return d->under->open(d->under->ctx, host, port);
}

/* TLS inside a compressed stream is not to be had (RFC 4978 3). */
static int deflate_secure(void *ctx, const char *host)
{
    struct deflate *d = ctx;

    return d->z != NULL ? MW_E_USAGE : d->under->secure(d->under->ctx, host);
}

static intptr_t deflate_handle(void *ctx)
{
    struct deflate *d = ctx;

    return d->under->handle(d->under->ctx);
}

static uint64_t deflate_now(void *ctx)
{
    struct deflate *d = ctx;

    return d->under->now(d->under->ctx);
}

static void deflate_explain(void *ctx, mw_error *err)
{
    struct deflate *d = ctx;

    d->under->explain(d->under->ctx, err);
}

static int deflate_random(void *ctx, void *buf, size_t len)
{
    struct deflate *d = ctx;

    return d->under->random(d->under->ctx, buf, len);
}

static int deflate_binding(void *ctx, int kind, void *buf, size_t cap, size_t *len)
{
    struct deflate *d = ctx;

    return d->under->binding(d->under->ctx, kind, buf, cap, len);
}

static void deflate_release(mw_owned *self)
{
    struct deflate *d = (struct deflate *)(void *)self;

    mw_zstream_free(d->z);
    free(d);
}

/* What the transport below lacks, the filter lacks. Its struct may be shorter than ours. */
static void set_calls(mw_transport *f, const mw_transport *below)
{
    mw_transport known = MW_TRANSPORT_INIT;
    const mw_transport *under = &known;

    memcpy(&known, below, below->size < sizeof known ? below->size : sizeof known);
    f->recv = deflate_recv;
    f->send = deflate_send;
    f->close = deflate_close;
    f->open = under->open != NULL ? deflate_open : NULL;
    f->secure = under->secure != NULL ? deflate_secure : NULL;
    f->wait = under->wait != NULL ? deflate_wait : NULL;
    f->handle = under->handle != NULL ? deflate_handle : NULL;
    f->now = under->now != NULL ? deflate_now : NULL;
    f->explain = under->explain != NULL ? deflate_explain : NULL;
    f->random = under->random != NULL ? deflate_random : NULL;
    f->binding = under->binding != NULL ? deflate_binding : NULL;
    f->compress = deflate_compress;
}

int mw_deflate_over(mw_transport **out, const mw_transport *under)
{
    struct deflate *d;

    if (out == NULL || under == NULL)
        return MW_E_ARG;
    *out = NULL;
    d = calloc(1, sizeof *d);
    if (d == NULL)
        return MW_E_MEMORY;
    d->under = under;
    d->owned.release = deflate_release;
    d->owned.transport.size = sizeof d->owned.transport;
    d->owned.transport.ctx = d;
    set_calls(&d->owned.transport, under);
    *out = &d->owned.transport;
    return MW_OK;
}

#else

int mw_deflate_over(mw_transport **out, const mw_transport *under)
{
    if (out != NULL)
        *out = NULL;
    return out == NULL || under == NULL ? MW_E_ARG : MW_E_NOT_OFFERED;
}

#endif

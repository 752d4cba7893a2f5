/* SPDX-License-Identifier: MIT */
#include "net/owned.h"
#include <mailwire/net.h>
#include <stdlib.h>
#include <string.h>

/* A ring of bytes. */
struct ring {
    unsigned char *bytes;
    size_t size, start, used;
};

struct memory {
    mw_owned owned;
    struct ring in;  /* for the session's recv */
    struct ring out; /* from the session's send */
    int ended;       /* 0: more may be put; else what recv returns in the end */
};

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t ring_put(struct ring *r, const void *data, size_t len)
{
    size_t end = (r->start + r->used) % r->size;
    size_t first;

    len = smaller(len, r->size - r->used);
    first = smaller(len, r->size - end);
    if (first > 0)
        memcpy(r->bytes + end, data, first);
    if (len > first)
        memcpy(r->bytes, (const unsigned char *)data + first, len - first);
    r->used += len;
    return len;
}

static size_t ring_take(struct ring *r, void *buf, size_t cap)
{
    size_t len = smaller(cap, r->used);
    size_t first = smaller(len, r->size - r->start);

    if (first > 0)
        memcpy(buf, r->bytes + r->start, first);
    if (len > first)
        memcpy((unsigned char *)buf + first, r->bytes, len - first);
    r->start = (r->start + len) % r->size;
    r->used -= len;
    return len;
}

static int memory_recv(void *ctx, void *buf, size_t cap, size_t *got)
{
    struct memory *m = ctx;

    *got = ring_take(&m->in, buf, cap);
    if (*got > 0)
        return MW_OK;
    return m->ended != 0 ? m->ended : MW_WANT_READ;
}

static int memory_send(void *ctx, const void *buf, size_t len, size_t *put)
{
    struct memory *m = ctx;

    *put = ring_put(&m->out, buf, len);
    return *put > 0 ? MW_OK : MW_WANT_WRITE;
}

static int memory_secure(void *ctx, const char *host)
{
    (void)ctx;
    (void)host;
    return MW_E_TLS;
}

static void memory_release(mw_owned *self)
{
    free(self);
}

int mw_memory_new(mw_transport **out, size_t bytes)
{
    struct memory *m;

    if (out == NULL || bytes == 0)
        return MW_E_ARG;
    *out = NULL;
    if (bytes > ((size_t)-1 - sizeof *m) / 2)
        return MW_E_MEMORY;
    m = calloc(1, sizeof *m + 2 * bytes);
    if (m == NULL)
        return MW_E_MEMORY;
    m->in.bytes = (unsigned char *)(m + 1);
    m->out.bytes = m->in.bytes + bytes;
    m->in.size = m->out.size = bytes;
    m->owned.release = memory_release;
    m->owned.transport.size = sizeof(mw_transport);
    m->owned.transport.ctx = m;
    m->owned.transport.recv = memory_recv;
    m->owned.transport.send = memory_send;
    m->owned.transport.secure = memory_secure;
    *out = &m->owned.transport;
    return MW_OK;
}

size_t mw_memory_put(mw_transport *memory, const void *data, size_t len)
{
    struct memory *m = memory->ctx;

    return m->ended != 0 ? 0 : ring_put(&m->in, data, len);
}

size_t mw_memory_take(mw_transport *memory, void *buf, size_t cap)
{
    struct memory *m = memory->ctx;

    return ring_take(&m->out, buf, cap);
}

void mw_memory_end(mw_transport *memory, int code)
{
    struct memory *m = memory->ctx;

    m->ended = code != 0 ? code : MW_EOF;
}

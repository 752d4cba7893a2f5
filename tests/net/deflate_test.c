/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE
/* DEFLATE over a transport; the peer is zlib itself. */

#include "net/tls_rig.h"

#ifdef MW_HAVE_ZLIB

#include <zlib.h>

#define BIG_BYTES 200000

/* The filter over a stream in memory, and the other end of it. */
struct rig_z {
    mw_transport *memory;
    mw_transport *client;
    z_stream in;  /* what the client sent */
    z_stream out; /* for the client */
};

static void start(struct rig_z *r, size_t room)
{
    memset(r, 0, sizeof *r);
    assert_int_equal(mw_memory_new(&r->memory, room), MW_OK);
    assert_int_equal(mw_deflate_over(&r->client, r->memory), MW_OK);
    assert_int_equal(inflateInit2(&r->in, -15), Z_OK);
    assert_int_equal(deflateInit2(&r->out, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY), Z_OK);
}

static void start_compressed(struct rig_z *r, size_t room)
{
    start(r, room);
    assert_int_equal(r->client->compress(r->client->ctx, NULL, 0), MW_OK);
}

static void stop(struct rig_z *r)
{
    mw_transport_free(r->client);
    mw_transport_free(r->memory);
    inflateEnd(&r->in);
    deflateEnd(&r->out);
}

/* Text, noise, text, ...: what compresses well and what does not at all. */
static void make_data(unsigned char *data, size_t len)
{
    uint32_t seed = 1;
    size_t i;

    for (i = 0; i < len; i++) {
        seed = seed * 1664525u + 1013904223u;
        data[i] = i / 20000 % 2 == 0 ? (unsigned char)"* 1 FETCH (FLAGS (\\Seen))\r\n"[i % 27]
                                     : (unsigned char)(seed >> 24);
    }
}

/* Compresses for the client, in all of cap. */
static size_t squeeze(struct rig_z *r, const void *data, size_t len, int flush, void *out,
                      size_t cap)
{
    r->out.next_in = (unsigned char *)(size_t)data;
    r->out.avail_in = (uInt)len;
    r->out.next_out = out;
    r->out.avail_out = (uInt)cap;
    assert_true(deflate(&r->out, flush) >= Z_OK);
    assert_int_equal(r->out.avail_in, 0);
    assert_int_not_equal(r->out.avail_out, 0);
    return cap - r->out.avail_out;
}

/* What the client sent and the peer can read of it, up to now. */
static size_t peer_reads(struct rig_z *r, void *buf, size_t cap, size_t at_once)
{
    unsigned char raw[512];
    size_t n, got = 0;

    while ((n = mw_memory_take(r->memory, raw, at_once)) > 0) {
        r->in.next_in = raw;
        r->in.avail_in = (uInt)n;
        r->in.next_out = (unsigned char *)buf + got;
        r->in.avail_out = (uInt)(cap - got);
        assert_int_equal(inflate(&r->in, Z_SYNC_FLUSH), Z_OK);
        assert_int_equal(r->in.avail_in, 0);
        got = cap - r->in.avail_out;
        if (at_once < sizeof raw)
            break;
    }
    return got;
}

static int client_reads(struct rig_z *r, void *buf, size_t cap, size_t *got)
{
    return r->client->recv(r->client->ctx, buf, cap, got);
}

static void put_all(struct rig_z *r, const void *data, size_t len)
{
    assert_int_equal(mw_memory_put(r->memory, data, len), len);
}

/* Plain before, and what goes in one call can be read at once behind it. */
static void test_switch(void **state)
{
    static const char *const lines[] = { "a", "A2 NOOP\r\n", "A3 UID FETCH 1 (FLAGS)\r\n",
                                         "\r\n" };
    struct rig_z r;
    unsigned char raw[256];
    char buf[256];
    size_t n, i;

    (void)state;
    start(&r, 4096);
    assert_int_equal(r.client->send(r.client->ctx, "A1 COMPRESS DEFLATE\r\n", 21, &n), MW_OK);
    assert_int_equal(mw_memory_take(r.memory, buf, sizeof buf), 21);
    put_all(&r, "A1 OK\r\n", 7);
    assert_int_equal(client_reads(&r, buf, sizeof buf, &n), MW_OK);
    assert_memory_equal(buf, "A1 OK\r\n", n);
    assert_int_equal(r.client->compress(r.client->ctx, NULL, 0), MW_OK);
    assert_int_equal(r.client->compress(r.client->ctx, NULL, 0), MW_E_USAGE);
    assert_int_equal(r.client->secure(r.client->ctx, "localhost"), MW_E_USAGE);
    for (i = 0; i < 4; i++) {
        size_t len = strlen(lines[i]);

        assert_int_equal(r.client->send(r.client->ctx, lines[i], len, &n), MW_OK);
        assert_int_equal(n, len);
        assert_int_equal(peer_reads(&r, buf, sizeof buf, 512), len);
        assert_memory_equal(buf, lines[i], len);
        put_all(&r, raw, squeeze(&r, lines[i], len, Z_SYNC_FLUSH, raw, sizeof raw));
        assert_int_equal(client_reads(&r, buf, sizeof buf, &n), MW_OK);
        assert_int_equal(n, len);
        assert_memory_equal(buf, lines[i], len);
        assert_int_equal(client_reads(&r, buf, sizeof buf, &n), MW_WANT_READ);
    }
    r.client->close(r.client->ctx);
    assert_int_equal(r.client->send(r.client->ctx, "A1", 2, &n), MW_OK);
    assert_int_equal(mw_memory_take(r.memory, buf, sizeof buf), 2);
    stop(&r);
}

/* Some of the compressed bytes came along with the OK. */
static void test_ahead(void **state)
{
    unsigned char raw[64];
    struct rig_z r;
    char buf[64];
    size_t cut, len, n;

    (void)state;
    for (cut = 0, len = 1; cut <= len; cut++) {
        int rc;
        size_t got = 0;

        start(&r, 4096);
        len = squeeze(&r, "* 3 EXISTS\r\n", 12, Z_SYNC_FLUSH, raw, sizeof raw);
        assert_int_equal(r.client->compress(r.client->ctx, raw, cut), MW_OK);
        put_all(&r, raw + cut, len - cut);
        memset(raw, 0, cut);
        while ((rc = client_reads(&r, buf + got, sizeof buf - got, &n)) == MW_OK)
            got += n;
        assert_int_equal(rc, MW_WANT_READ);
        assert_int_equal(got, 12);
        assert_memory_equal(buf, "* 3 EXISTS\r\n", 12);
        stop(&r);
    }
}

/* More than the buffer for input. */
static void test_much_ahead(void **state)
{
    unsigned char *data = malloc(BIG_BYTES), *raw = malloc(2 * BIG_BYTES);
    unsigned char buf[1000];
    struct rig_z r;
    size_t len, n, got;

    (void)state;
    make_data(data, BIG_BYTES);
    start(&r, 4096);
    len = squeeze(&r, data, BIG_BYTES, Z_SYNC_FLUSH, raw, 2 * BIG_BYTES);
    assert_true(len > 50000);
    assert_int_equal(r.client->compress(r.client->ctx, raw, len), MW_OK);
    for (got = 0; client_reads(&r, buf, sizeof buf, &n) == MW_OK; got += n)
        assert_memory_equal(buf, data + got, n);
    assert_int_equal(got, BIG_BYTES);
    stop(&r);
    free(data);
    free(raw);
}

/* Big data to the peer through little room: what is offered again begins where put said. */
static void test_upload(void **state)
{
    static const size_t rooms[] = { 1, 7, 100, 5000, 100000 };
    unsigned char *data = malloc(BIG_BYTES), *there = malloc(BIG_BYTES);
    size_t i;

    (void)state;
    make_data(data, BIG_BYTES);
    for (i = 0; i < sizeof rooms / sizeof rooms[0]; i++) {
        size_t done = 0, got = 0, blocked = 0, n;
        struct rig_z r;

        start_compressed(&r, rooms[i]);
        while (got < BIG_BYTES || done < BIG_BYTES) {
            size_t len = BIG_BYTES - done < 30000 ? BIG_BYTES - done : 30000;
            int rc = len > 0 ? r.client->send(r.client->ctx, data + done, len, &n) : MW_OK;

            if (rc == MW_OK && len > 0)
                done += n;
            else if (rc != MW_OK)
                assert_int_equal(rc, MW_WANT_WRITE);
            blocked += rc == MW_WANT_WRITE;
            if (rc == MW_WANT_WRITE || done == BIG_BYTES) {
                size_t more = peer_reads(&r, there + got, BIG_BYTES - got, 511);

                /* the peer never has a byte that the client thinks it has not but one */
                got += more;
                assert_true(got <= done + 1);
            }
        }
        assert_true(rooms[i] >= 100000 || blocked > 2);
        assert_int_equal(done, BIG_BYTES);
        assert_memory_equal(there, data, BIG_BYTES);
        stop(&r);
    }
    free(data);
    free(there);
}

static void test_download(void **state)
{
    static const size_t rooms[] = { 1, 5, 1000, 100000 };
    static const size_t buffers[] = { 1, 27, 512, 40000 };
    unsigned char *data = malloc(BIG_BYTES), *raw = malloc(2 * BIG_BYTES), *buf = malloc(40000);
    size_t i, k;

    (void)state;
    make_data(data, BIG_BYTES);
    for (i = 0; i < sizeof rooms / sizeof rooms[0]; i++) {
        for (k = 0; k < sizeof buffers / sizeof buffers[0]; k++) {
            size_t len, done = 0, got = 0, n;
            struct rig_z r;

            start_compressed(&r, rooms[i]);
            len = squeeze(&r, data, BIG_BYTES, Z_SYNC_FLUSH, raw, 2 * BIG_BYTES);
            while (got < BIG_BYTES) {
                int rc;

                done += mw_memory_put(r.memory, raw + done, len - done);
                rc = client_reads(&r, buf, buffers[k], &n);
                assert_true(rc == MW_OK || (rc == MW_WANT_READ && done < len));
                if (rc == MW_OK) {
                    assert_true(n > 0 && n <= buffers[k]);
                    assert_memory_equal(buf, data + got, n);
                    got += n;
                }
            }
            do
                done += mw_memory_put(r.memory, raw + done, len - done);
            while (client_reads(&r, buf, buffers[k], &n) == MW_WANT_READ && done < len);
            mw_memory_end(r.memory, 0);
            assert_int_equal(client_reads(&r, buf, buffers[k], &n), MW_EOF);
            stop(&r);
        }
    }
    free(data);
    free(raw);
    free(buf);
}

/* A thousandfold: each call fills the caller's buffer and no more. */
static void test_bomb(void **state)
{
    static unsigned char zeros[4096], raw[8192], buf[100];
    const size_t total = 1000 * sizeof zeros;
    struct rig_z r;
    size_t n, i, got = 0, len = 0;

    (void)state;
    start_compressed(&r, sizeof raw);
    for (i = 0; i < 1000; i++)
        len += squeeze(&r, zeros, sizeof zeros, i < 999 ? Z_NO_FLUSH : Z_SYNC_FLUSH, raw + len,
                       sizeof raw - len);
    assert_true(len * 100 < total);
    put_all(&r, raw, len);
    while (got < total) {
        memset(buf, 1, sizeof buf);
        assert_int_equal(client_reads(&r, buf, 60, &n), MW_OK);
        assert_true(n > 0 && n <= 60);
        assert_int_equal(buf[n - 1], 0);
        assert_int_equal(buf[60], 1);
        got += n;
    }
    assert_int_equal(got, total);
    assert_int_equal(client_reads(&r, buf, 60, &n), MW_WANT_READ);
    stop(&r);
}

/* What came before the damage is given out, then the error for ever. */
static void test_damaged(void **state)
{
    unsigned char raw[64];
    struct rig_z r;
    char buf[64];
    size_t len, n;
    int i;

    (void)state;
    for (i = 0; i < 2; i++) {
        start_compressed(&r, 4096);
        len = i == 0 ? squeeze(&r, "* BYE\r\n", 7, Z_SYNC_FLUSH, raw, sizeof raw) : 0;
        raw[len] = 0x07; /* a last block of the type that there is not */
        put_all(&r, raw, len + 1);
        if (i == 0) {
            assert_int_equal(client_reads(&r, buf, sizeof buf, &n), MW_OK);
            assert_int_equal(n, 7);
        }
        assert_int_equal(client_reads(&r, buf, sizeof buf, &n), MW_E_PROTOCOL);
        assert_int_equal(n, 0);
        put_all(&r, "more", 4);
        assert_int_equal(client_reads(&r, buf, sizeof buf, &n), MW_E_PROTOCOL);
        /* our last words may still go */
        assert_int_equal(r.client->send(r.client->ctx, "x LOGOUT\r\n", 10, &n), MW_OK);
        stop(&r);
    }
}

/* Every byte of a stream changed in every way: never more than an error. */
static void test_any_damage(void **state)
{
    unsigned char good[512], raw[512], data[300];
    struct rig_z r;
    size_t len, i, n;
    int bit, rc, calls;

    (void)state;
    make_data(data, sizeof data);
    start(&r, 4096);
    len = squeeze(&r, data, sizeof data, Z_SYNC_FLUSH, good, sizeof good);
    stop(&r);
    for (i = 0; i < len * 8; i++) {
        bit = 1 << i % 8;
        start_compressed(&r, 4096);
        memcpy(raw, good, len);
        raw[i / 8] = (unsigned char)(raw[i / 8] ^ bit);
        put_all(&r, raw, len);
        mw_memory_end(r.memory, 0);
        for (calls = 0; (rc = client_reads(&r, data, 50, &n)) == MW_OK; calls++)
            assert_true(calls < 10000);
        assert_true(rc == MW_EOF || rc == MW_E_TRUNCATED || rc == MW_E_PROTOCOL);
        stop(&r);
    }
}

/* Cut after each byte. Two flushed blocks: only at their ends is the end clean. */
static void test_cut(void **state)
{
    unsigned char raw[128];
    struct rig_z r;
    char buf[8];
    size_t first, len = 1, cut, n;
    int below, rc;

    (void)state;
    for (below = 0; below < 2; below++) {
        for (cut = 0; cut <= len; cut++) {
            int expected;

            start_compressed(&r, 4096);
            first = squeeze(&r, "* 1 EXISTS\r\n", 12, Z_SYNC_FLUSH, raw, sizeof raw);
            len = first + squeeze(&r, "* 1 EXPUNGE\r\n", 13, Z_SYNC_FLUSH, raw + first, 64);
            put_all(&r, raw, cut);
            while ((rc = client_reads(&r, buf, sizeof buf, &n)) == MW_OK)
                ;
            assert_int_equal(rc, MW_WANT_READ);
            mw_memory_end(r.memory, below ? MW_E_TRUNCATED : MW_EOF);
            expected = cut == 0 || cut == first || cut == len ? MW_EOF : MW_E_TRUNCATED;
            if (below)
                expected = MW_E_TRUNCATED;
            /* the empty block's three bits: everything before them has come */
            rc = client_reads(&r, buf, sizeof buf, &n);
            if (rc != expected && !(rc == MW_EOF && (cut + 5 == first || cut + 5 == len)))
                fail_msg("cut after %zu of %zu and %zu: %d", cut, first, len, rc);
            assert_int_equal(client_reads(&r, buf, sizeof buf, &n), rc);
            stop(&r);
        }
    }
}

/* The server ends the stream itself; nothing may follow. */
static void test_finished(void **state)
{
    unsigned char raw[64];
    struct rig_z r;
    char buf[64];
    size_t len, n;
    int more;

    (void)state;
    for (more = 0; more < 3; more++) { /* nothing, later, at once */
        start_compressed(&r, 4096);
        len = squeeze(&r, "* BYE\r\n", 7, Z_FINISH, raw, sizeof raw);
        put_all(&r, raw, len);
        if (more == 2)
            put_all(&r, "x", 1);
        assert_int_equal(client_reads(&r, buf, sizeof buf, &n), MW_OK);
        assert_int_equal(n, 7);
        if (more < 2)
            assert_int_equal(client_reads(&r, buf, sizeof buf, &n), MW_WANT_READ);
        if (more == 1)
            put_all(&r, "x", 1);
        else
            mw_memory_end(r.memory, 0);
        assert_int_equal(client_reads(&r, buf, sizeof buf, &n), more ? MW_E_PROTOCOL : MW_EOF);
        stop(&r);
    }
}

/* Empty blocks: some are fine, no end of them is not. */
static void test_nothing_for_ever(void **state)
{
    static const unsigned char empty[5] = { 0, 0, 0, 0xff, 0xff };
    unsigned char raw[64];
    struct rig_z r;
    char buf[64];
    size_t n, i, sent = 0;
    int rc = MW_WANT_READ;

    (void)state;
    start_compressed(&r, 4096);
    for (i = 0; i < 10000; i++) {
        put_all(&r, empty, sizeof empty);
        assert_int_equal(client_reads(&r, buf, sizeof buf, &n), MW_WANT_READ);
    }
    put_all(&r, raw, squeeze(&r, "a", 1, Z_SYNC_FLUSH, raw, sizeof raw));
    assert_int_equal(client_reads(&r, buf, sizeof buf, &n), MW_OK);
    while (rc == MW_WANT_READ && sent < 100000) {
        put_all(&r, empty, sizeof empty);
        sent += sizeof empty;
        rc = client_reads(&r, buf, sizeof buf, &n);
    }
    assert_int_equal(rc, MW_E_FLOOD);
    assert_true(sent > 65536);
    stop(&r);
}

/* --- below, something goes wrong ------------------------------------------------------------ */

/* Takes `room` bytes, then says code. */
struct gate {
    mw_transport t;
    size_t room;
    int code;
    unsigned waits, closes;
};

static int gate_send(void *ctx, const void *buf, size_t len, size_t *put)
{
    struct gate *g = ctx;

    (void)buf;
    *put = len < g->room ? len : g->room;
    g->room -= *put;
    return *put > 0 ? MW_OK : g->code;
}

static int gate_recv(void *ctx, void *buf, size_t cap, size_t *got)
{
    (void)ctx;
    (void)buf;
    (void)cap;
    *got = 0;
    return MW_WANT_WRITE;
}

static int gate_wait(void *ctx, uint32_t want, uint32_t timeout_ms)
{
    struct gate *g = ctx;

    (void)want;
    (void)timeout_ms;
    g->waits++;
    return 0;
}

static void gate_close(void *ctx)
{
    struct gate *g = ctx;

    g->closes++;
}

static void gate_start(struct gate *g, mw_transport **client, size_t room, int code)
{
    const mw_transport init = MW_TRANSPORT_INIT;

    memset(g, 0, sizeof *g);
    g->t = init;
    g->t.ctx = g;
    g->t.send = gate_send;
    g->t.recv = gate_recv;
    g->t.wait = gate_wait;
    g->t.close = gate_close;
    g->room = room;
    g->code = code;
    assert_int_equal(mw_deflate_over(client, &g->t), MW_OK);
    assert_int_equal((*client)->compress((*client)->ctx, NULL, 0), MW_OK);
}

/* 1000 bytes that do not compress. */
static void make_noise(unsigned char *data)
{
    static unsigned char all[21000];

    make_data(all, sizeof all);
    memcpy(data, all + 20000, 1000);
}

static void test_blocked(void **state)
{
    unsigned char data[1000];
    mw_transport *c;
    struct gate g;
    size_t n;

    (void)state;
    make_noise(data);
    gate_start(&g, &c, 0, MW_WANT_WRITE);
    assert_int_equal(c->send(c->ctx, data, 1000, &n), MW_WANT_WRITE); /* nothing left */
    assert_int_equal(n, 0);
    assert_int_equal(c->send(c->ctx, data, 999, &n), MW_E_USAGE);
    g.room = 1;
    assert_int_equal(c->send(c->ctx, data, 1000, &n), MW_OK); /* all but the last may be there */
    assert_int_equal(n, 999);
    assert_int_equal(c->send(c->ctx, data + 999, 1, &n), MW_WANT_WRITE);
    g.code = MW_WANT_READ; /* TLS may have to read first */
    g.room = 100;
    assert_int_equal(c->send(c->ctx, data + 999, 1, &n), MW_WANT_READ);
    g.room = 5000;
    assert_int_equal(c->send(c->ctx, data + 999, 1, &n), MW_OK);
    assert_int_equal(n, 1);
    assert_int_equal(c->recv(c->ctx, data, 1, &n), MW_WANT_WRITE);
    assert_int_equal(c->wait(c->ctx, MW_POLL_READ, 0), 0);
    assert_int_equal(g.waits, 1);
    c->close(c->ctx);
    assert_int_equal(g.closes, 1);
    mw_transport_free(c);
}

/* How many bytes 1000 bytes of noise become. */
static size_t noise_bytes(void)
{
    unsigned char data[1000];
    mw_transport *c;
    struct gate g;
    size_t n;

    make_noise(data);
    gate_start(&g, &c, 100000, MW_E_CONN_LOST);
    assert_int_equal(c->send(c->ctx, data, 1000, &n), MW_OK);
    mw_transport_free(c);
    return 100000 - g.room;
}

/* The connection breaks after each byte: what may be there counts as sent. */
static void test_broken(void **state)
{
    unsigned char data[1000];
    size_t total = noise_bytes(), room;

    (void)state;
    make_noise(data);
    assert_true(total > 1000);
    for (room = 0; room < total; room++) {
        size_t n, sent = 0;
        mw_transport *c;
        struct gate g;
        int rc;

        gate_start(&g, &c, room, MW_E_CONN_LOST);
        rc = c->send(c->ctx, data, 1000, &n);
        while (rc == MW_OK && sent < 1000) {
            sent += n;
            rc = c->send(c->ctx, data, 1000, &n);
        }
        assert_int_equal(rc, MW_E_CONN_LOST);
        assert_int_equal(sent, room == 0 ? 0 : total - room <= 8 ? 1000 : 999);
        mw_transport_free(c);
    }
}

/* Bytes that were read with others: no wait. */
static void test_wait(void **state)
{
    unsigned char raw[64];
    mw_transport *client;
    struct rig_z r;
    char buf[64];
    struct gate g;
    size_t n;

    (void)state;
    start(&r, 4096);
    n = squeeze(&r, "* 3 EXISTS\r\n", 12, Z_SYNC_FLUSH, raw, sizeof raw);
    gate_start(&g, &client, 0, MW_WANT_WRITE);
    client->close(client->ctx);
    assert_int_equal(client->compress(client->ctx, raw, n), MW_OK);
    assert_int_equal(client->wait(client->ctx, MW_POLL_READ, 1000), 0);
    assert_int_equal(g.waits, 0);
    assert_int_equal(client->wait(client->ctx, MW_POLL_WRITE, 1000), 0);
    assert_int_equal(g.waits, 1);
    assert_int_equal(client->recv(client->ctx, buf, 5, &n), MW_OK);
    assert_int_equal(client->wait(client->ctx, MW_POLL_READ, 1000), 0);
    assert_int_equal(g.waits, 1);
    while (client->recv(client->ctx, buf, 5, &n) == MW_OK)
        ;
    assert_int_equal(client->wait(client->ctx, MW_POLL_READ, 1000), 0);
    assert_int_equal(g.waits, 2);
    mw_transport_free(client);
    stop(&r);
}

static int no_random(void *ctx, void *buf, size_t len)
{
    (void)ctx;
    (void)buf;
    (void)len;
    return MW_E_TLS;
}

/* Not more than there is below. */
static void test_calls(void **state)
{
    mw_transport under = MW_TRANSPORT_INIT, *t;

    (void)state;
    under.recv = gate_recv;
    under.send = gate_send;
    assert_int_equal(mw_deflate_over(&t, &under), MW_OK);
    assert_null(t->open);
    assert_null(t->secure);
    assert_null(t->wait);
    assert_null(t->handle);
    assert_null(t->now);
    assert_null(t->explain);
    assert_null(t->random);
    assert_null(t->binding);
    assert_non_null(t->compress);
    t->close(t->ctx);
    mw_transport_free(t);
    under.wait = gate_wait;
    under.random = no_random;
    assert_int_equal(mw_deflate_over(&t, &under), MW_OK);
    assert_non_null(t->random);
    mw_transport_free(t);
    under.size = offsetof(mw_transport, random); /* of a header that had none */
    assert_int_equal(mw_deflate_over(&t, &under), MW_OK);
    assert_non_null(t->wait);
    assert_null(t->random);
    t->close(t->ctx);
    mw_transport_free(t);
    assert_int_equal(mw_deflate_over(NULL, &under), MW_E_ARG);
    assert_int_equal(mw_deflate_over(&t, NULL), MW_E_ARG);
    assert_true(mw_features() & MW_FEATURE_COMPRESS);
}

/* --- over TLS ------------------------------------------------------------------------------- */

static void tls_round(struct rig_z *z, struct rig_tls *r, mw_transport *c)
{
    unsigned char raw[256];
    char buf[64];
    size_t n, len;
    int rc = MW_WANT_READ;

    assert_int_equal(c->send(c->ctx, "A1 NOOP\r\n", 9, &n), MW_OK);
    assert_int_equal(rig_server_reads(r, raw, sizeof raw, &n), TLS_OK);
    z->in.next_in = raw;
    z->in.avail_in = (uInt)n;
    z->in.next_out = (unsigned char *)buf;
    z->in.avail_out = sizeof buf;
    assert_int_equal(inflate(&z->in, Z_SYNC_FLUSH), Z_OK);
    assert_memory_equal(buf, "A1 NOOP\r\n", 9);
    len = squeeze(z, "A1 OK done\r\n", 12, Z_SYNC_FLUSH, raw, sizeof raw);
    rig_server_writes(r, (char *)raw, len);
    while (rig_is_want(rc))
        rc = c->recv(c->ctx, buf, sizeof buf, &n);
    assert_int_equal(rc, MW_OK);
    assert_int_equal(n, 12);
    assert_memory_equal(buf, "A1 OK done\r\n", 12);
}

static void test_over_tls(void **state)
{
    struct pki_set *pki = pki_set_new();
    struct tls_opts server;
    int clean;

    (void)state;
    memset(&server, 0, sizeof server);
    server.cert = pki_get(pki, PKI_GOOD);
    for (clean = 0; clean < 2; clean++) {
        struct rig_tls r;
        struct rig_z z;
        mw_transport *c;
        char buf[8];
        size_t n;
        int rc = MW_WANT_READ;

        start(&z, 16);
        rig_tls_start(&r, pki, NULL, &server);
        assert_int_equal(mw_deflate_over(&c, r.client), MW_OK);
        assert_int_equal(rig_handshake(&r, "localhost"), MW_OK);
        assert_int_equal(c->compress(c->ctx, NULL, 0), MW_OK);
        tls_round(&z, &r, c);
        if (clean)
            assert_int_equal(tls_close_notify(r.server), TLS_OK);
        shutdown(r.server_fd, SHUT_WR);
        while (rig_is_want(rc))
            rc = c->recv(c->ctx, buf, sizeof buf, &n);
        assert_int_equal(rc, clean ? MW_EOF : MW_E_TRUNCATED);
        mw_transport_free(c);
        rig_tls_stop(&r);
        stop(&z);
    }
    pki_set_free(pki);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_switch),
        cmocka_unit_test(test_ahead),
        cmocka_unit_test(test_much_ahead),
        cmocka_unit_test(test_upload),
        cmocka_unit_test(test_download),
        cmocka_unit_test(test_bomb),
        cmocka_unit_test(test_damaged),
        cmocka_unit_test(test_any_damage),
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_finished),
        cmocka_unit_test(test_nothing_for_ever),
        cmocka_unit_test(test_blocked),
        cmocka_unit_test(test_broken),
        cmocka_unit_test(test_wait),
        cmocka_unit_test(test_calls),
        cmocka_unit_test(test_over_tls),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

#else

static void test_not_built_in(void **state)
{
    mw_transport under = MW_TRANSPORT_INIT, *t = &under;

    (void)state;
    assert_int_equal(mw_deflate_over(&t, &under), MW_E_NOT_OFFERED);
    assert_null(t);
    assert_int_equal(mw_features() & MW_FEATURE_COMPRESS, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_not_built_in) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

#endif

/* SPDX-License-Identifier: MIT */
/* COMPRESS: from its answer on all goes through the transport's filter, also what had come along
   with that answer. "Compressed" are bytes whose case is inverted. */

#include "support/unit.h"

#include <mailwire/mailwire.h>

#include <string.h>

struct pipe {
    mw_transport transport;
    const char *in; /* what the server says */
    size_t in_at, in_now, chunk;
    char ahead[256];
    size_t ahead_len, ahead_at;
    char out[512];
    size_t out_len;
    int compressed, rc;
};

static char flip(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 32) : c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static int pipe_recv(void *ctx, void *buf, size_t cap, size_t *got)
{
    struct pipe *p = ctx;
    char *to = buf;
    size_t i, n = p->in_now - p->in_at;

    if (p->ahead_at < p->ahead_len) {
        *got = 1;
        *to = flip(p->ahead[p->ahead_at++]);
        return MW_OK;
    }
    n = n < cap ? n : cap;
    n = n < p->chunk ? n : p->chunk;
    if (n == 0)
        return MW_WANT_READ;
    for (i = 0; i < n; i++)
        to[i] = p->compressed ? flip(p->in[p->in_at + i]) : p->in[p->in_at + i];
    p->in_at += n;
    *got = n;
    return MW_OK;
}

static int pipe_send(void *ctx, const void *buf, size_t len, size_t *put)
{
    struct pipe *p = ctx;
    const char *from = buf;
    size_t i;

    assert_true(p->out_len + len < sizeof p->out);
    for (i = 0; i < len; i++)
        p->out[p->out_len++] = p->compressed ? flip(from[i]) : from[i];
    *put = len;
    return MW_OK;
}

static int pipe_compress(void *ctx, const void *ahead, size_t n)
{
    struct pipe *p = ctx;

    assert_false(p->compressed);
    assert_true(n <= sizeof p->ahead);
    memcpy(p->ahead, ahead, n);
    p->ahead_len = n;
    p->compressed = 1;
    return p->rc;
}

static uint64_t block[512]; /* aligned for a session */

static mw_session *begin(struct pipe *p, size_t chunk)
{
    mw_config cfg = MW_CONFIG_INIT;
    mw_transport t = MW_TRANSPORT_INIT;
    mw_session *s;

    memset(p, 0, sizeof *p);
    t.ctx = p;
    t.recv = pipe_recv;
    t.send = pipe_send;
    t.compress = pipe_compress;
    p->transport = t;
    p->chunk = chunk;
    cfg.host = "x";
    cfg.security = MW_PLAIN;
    cfg.transport = &p->transport;
    cfg.in_bytes = cfg.out_bytes = 256;
    assert_int_equal(mw_imap_init(&s, block, sizeof block, &cfg), MW_OK);
    return s;
}

/* Up to and with this text. */
static void say(struct pipe *p, const char *all, const char *last)
{
    p->in = all;
    p->in_now = (size_t)(strstr(all, last) - all) + strlen(last);
}

static int drive(mw_session *s, int id)
{
    const mw_event *ev;
    int type = 0;

    while ((ev = mw_next(s)) != NULL) {
        if (ev->id == id)
            type = ev->type;
        if (ev->flags & MW_EVF_LAST)
            return ev->type;
    }
    return type;
}

static const char dialogue[] = "* OK [CAPABILITY IMAP4rev1 COMPRESS=DEFLATE] hello\r\n"
                               "A1 OK noop\r\n"
                               "A2 OK it begins\r\n"
                               "* 3 exists\r\na3 ok NOOP\r\n";

static void test_ahead(void **state)
{
    struct pipe p;
    mw_session *s;
    size_t chunk;

    (void)state;
    for (chunk = 1; chunk < 120; chunk++) {
        s = begin(&p, chunk);
        mw_open(s);
        say(&p, dialogue, "hello\r\n");
        assert_int_equal(drive(s, 1), MW_EV_READY);
        assert_int_equal(mw_noop(s), 2);
        assert_int_equal(mw_imap_compress(s), 3);
        assert_int_equal(mw_noop(s), 4);
        assert_int_equal(drive(s, 2), 0);
        assert_int_equal(p.out_len, strlen("A1 NOOP\r\nA2 COMPRESS DEFLATE\r\n"));
        say(&p, dialogue, "* 3 exists\r\n");
        assert_int_equal(drive(s, 3), MW_EV_DONE);
        p.out[p.out_len] = 0;
        assert_string_equal(p.out, "A1 NOOP\r\nA2 COMPRESS DEFLATE\r\na3 noop\r\n");
        assert_true(p.compressed);
        say(&p, dialogue, "NOOP\r\n");
        assert_int_equal(drive(s, 4), MW_EV_DONE);
        assert_int_equal(mw_imap_compress(s), MW_E_USAGE);
        mw_free(s);
    }
}

/* Refused: nothing changes. */
static void test_refused(void **state)
{
    static const char no[] = "* OK [CAPABILITY IMAP4rev1 COMPRESS=DEFLATE] hello\r\n"
                             "A1 NO not now\r\n"
                             "A2 OK noop\r\n";
    struct pipe p;
    mw_session *s = begin(&p, 100);

    (void)state;
    mw_open(s);
    say(&p, no, "hello\r\n");
    drive(s, 1);
    assert_int_equal(mw_imap_compress(s), 2);
    drive(s, 2);
    assert_int_equal(mw_noop(s), 3);
    say(&p, no, "noop\r\n");
    assert_int_equal(drive(s, 2), MW_EV_REFUSED);
    assert_false(p.compressed);
    mw_free(s);
}

/* The transport fails to. */
static void test_fails(void **state)
{
    struct pipe p;
    mw_session *s = begin(&p, 100);

    (void)state;
    p.rc = MW_E_MEMORY;
    mw_open(s);
    say(&p, dialogue, "hello\r\n");
    drive(s, 1);
    mw_noop(s);
    mw_imap_compress(s);
    drive(s, 2);
    say(&p, dialogue, "begins\r\n");
    assert_int_equal(drive(s, 3), MW_EV_FAILED);
    assert_int_equal(mw_last_error(s)->code, MW_E_MEMORY);
    mw_free(s);
}

/* An older transport's struct has no such member. */
static void test_older(void **state)
{
    struct pipe p;
    mw_session *s = begin(&p, 100);

    (void)state;
    p.transport.size = (uint32_t)offsetof(mw_transport, compress);
    mw_open(s);
    say(&p, dialogue, "hello\r\n");
    drive(s, 1);
    assert_int_equal(mw_imap_compress(s), MW_E_NOT_OFFERED);
    mw_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ahead),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_fails),
        cmocka_unit_test(test_older),
    };

    return cmocka_run_group_tests_name("session/imap_compress", tests, NULL, NULL);
}

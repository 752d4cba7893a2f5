/* SPDX-License-Identifier: MIT */
/* Bodies of all sizes, by DATA and by BDAT, through small pipes, with the caller writing in odd
   pieces: they arrive byte for byte, and nobody waits for ever. */

#include "support/sink.h"
#include "support/unit.h"

#include <mailwire/mailwire.h>

#include <stdio.h>
#include <stdlib.h>

#define PLAIN "250 sink\r\n"
#define PIPE "250-sink\r\n250 PIPELINING\r\n"
#define CHUNKING "250-sink\r\n250-PIPELINING\r\n250-BINARYMIME\r\n250 CHUNKING\r\n"
#define CHUNKING_ALONE "250-sink\r\n250-BINARYMIME\r\n250 CHUNKING\r\n"

static struct sink sink;
static uint64_t block[300000 / 8];

static uint32_t seed;

static uint32_t dice(uint32_t sides)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % sides;
}

struct job {
    const char *ehlo;
    uint32_t in_bytes, out_bytes, commands, body;
    size_t piece, window, write, size;
    unsigned messages, refuse;
    int blocking;
};

static mw_session *start(const struct job *j)
{
    mw_config cfg = MW_CONFIG_INIT;
    mw_session *s;

    sink_new(&sink, j->ehlo);
    sink.piece = j->piece;
    sink.window = j->window;
    sink.refuse = j->refuse;
    cfg.host = "sink";
    cfg.security = MW_PLAIN;
    cfg.transport = &sink.transport;
    cfg.in_bytes = j->in_bytes;
    cfg.out_bytes = j->out_bytes;
    cfg.commands = j->commands;
    assert_int_equal(mw_smtp_init(&s, block, sizeof block, &cfg), MW_OK);
    assert_int_equal(mw_run(s, mw_open(s)), MW_OK);
    return s;
}

/* Lines of all lengths, many dots, and in a binary body anything. */
static void make_body(char *p, size_t n, int binary)
{
    size_t i;

    for (i = 0; i < n; i++)
        p[i] = binary ? (char)dice(256) : dice(40) == 0 || i + 1 == n ? '\n' : dice(5) ? 'x' : '.';
}

/* What a text body must become. */
static size_t to_crlf(char *to, const char *p, size_t n)
{
    size_t len = 0;

    for (; n; n--, p++) {
        if (*p == '\n')
            to[len++] = '\r';
        to[len++] = *p;
    }
    return len;
}

/* One step of a caller that never waits but in the event loop. */
static const mw_event *turn(mw_session *s)
{
    const mw_event *ev = mw_next(s);

    if (!ev && sink.transport.wait(&sink, mw_want(s), mw_timeout(s)) != 0)
        fail_msg("the session waits for what will never come");
    return ev;
}

static void write_by_events(mw_session *s, const char *p, size_t n, size_t most)
{
    const mw_event *ev;
    size_t taken, now;
    int rc;

    for (ev = turn(s); !ev || ev->type != MW_EV_WRITE; ev = turn(s))
        assert_true(!ev || !(ev->flags & MW_EVF_LAST));
    while (n) {
        now = n < most ? n : most;
        assert_int_equal(mw_write(s, p, now, &taken), MW_OK);
        p += taken;
        n -= taken;
        if (taken == now)
            continue;
        for (ev = turn(s); !ev || ev->type != MW_EV_WRITE; ev = turn(s))
            assert_true(!ev || !(ev->flags & MW_EVF_LAST));
    }
    while ((rc = mw_write_end(s)) == MW_WANT_WRITE)
        turn(s);
    assert_true(rc > 0);
}

static void write_and_wait(mw_session *s, int id, const char *p, size_t n, size_t most)
{
    size_t now;
    int rc;

    assert_int_equal(mw_run(s, id), MW_OK);
    for (; n; p += now, n -= now) {
        now = n < most ? n : most;
        assert_int_equal(mw_write_all(s, p, now), MW_OK);
    }
    while ((rc = mw_write_end(s)) == MW_WANT_WRITE)
        turn(s);
    assert_int_equal(rc, id);
}

/* Submits until there is room. */
static int submitted(mw_session *s, int (*call)(mw_session *, const struct job *),
                     const struct job *j)
{
    int id;

    while ((id = call(s, j)) == MW_WANT_WRITE)
        turn(s);
    assert_true(id > 0);
    return id;
}

static int mail(mw_session *s, const struct job *j)
{
    mw_mail o = MW_MAIL_INIT;

    o.body = j->body;
    return mw_smtp_mail(s, "a@b", &o);
}

static int rcpt(mw_session *s, const struct job *j)
{
    (void)j;
    return mw_smtp_rcpt(s, "c@d", NULL);
}

static int data(mw_session *s, const struct job *j)
{
    (void)j;
    return mw_smtp_data(s);
}

static int quit(mw_session *s, const struct job *j)
{
    (void)j;
    return mw_quit(s);
}

static void run_job(const struct job *j)
{
    char *body = malloc(j->size + 1), *wire = malloc(j->size * 2 + 1);
    size_t n = j->size;
    mw_session *s;
    unsigned i;
    int id;

    assert_non_null(body);
    assert_non_null(wire);
    seed = (uint32_t)j->size;
    make_body(body, n, j->body == MW_BODY_BINARY);
    s = start(j);
    for (i = 0; i < j->messages; i++) {
        submitted(s, mail, j);
        submitted(s, rcpt, j);
        submitted(s, rcpt, j);
        id = submitted(s, data, j);
        if (j->blocking)
            write_and_wait(s, id, body, n, j->write);
        else
            write_by_events(s, body, n, j->write);
    }
    assert_int_equal(mw_run(s, submitted(s, quit, j)), MW_OK);
    assert_int_equal(mw_next(s)->type, MW_EV_CLOSED);
    mw_free(s);
    assert_int_equal(sink.messages, j->messages);
    n = j->body == MW_BODY_BINARY ? n : to_crlf(wire, body, n);
    assert_int_equal(sink.body_len, n * j->messages);
    for (i = 0; i < j->messages; i++)
        assert_memory_equal(sink.body + i * n, j->body == MW_BODY_BINARY ? body : wire, n);
    sink_free(&sink);
    free(body);
    free(wire);
}

static const size_t sizes[] = { 1, 2, 100, 2047, 2048, 2049, 4095, 4096, 4097, 70000 };
static const size_t pipes[] = { 1, 37, 4096, 60000 };

static void all_sizes(struct job *j)
{
    size_t i, p;

    for (j->blocking = 0; j->blocking < 2; j->blocking++)
        for (p = 0; p < sizeof pipes / sizeof *pipes; p++)
            for (i = 0; i < sizeof sizes / sizeof *sizes; i++) {
                j->size = sizes[i];
                j->piece = pipes[p];
                j->window = pipes[(p + 2) % 4] < 64 ? 64 : pipes[(p + 2) % 4];
                j->write = i % 3 == 0 ? 1 + j->size / 3 : i % 3 == 1 ? 7 : j->size;
                run_job(j);
            }
}

static void test_data(void **state)
{
    struct job j = { PLAIN, 64, 128, 4, MW_BODY_AUTO, 0, 0, 0, 0, 3, 2, 0 };

    (void)state;
    all_sizes(&j);
    j.ehlo = PIPE;
    all_sizes(&j);
    j.out_bytes = 4096;
    j.commands = 32;
    all_sizes(&j);
}

static void test_bdat(void **state)
{
    struct job j = { CHUNKING, 64, 4096, 4, MW_BODY_AUTO, 0, 0, 0, 0, 3, 2, 0 };

    (void)state;
    all_sizes(&j);
    j.commands = 32;
    all_sizes(&j);
    j.out_bytes = 32768;
    j.in_bytes = 4096;
    all_sizes(&j);
}

static void test_binary(void **state)
{
    struct job j = { CHUNKING, 64, 4096, 4, MW_BODY_BINARY, 0, 0, 0, 0, 2, 2, 0 };

    (void)state;
    all_sizes(&j);
    j.ehlo = CHUNKING_ALONE;
    j.out_bytes = 128;
    all_sizes(&j);
}

/* A queue of messages: with CHUNKING far less than a round trip each. */
static void test_queue(void **state)
{
    struct job j = { CHUNKING, 4096, 32768, 256, MW_BODY_AUTO, 60000, 60000, 5000, 5000, 200, 2,
                     0 };
    unsigned trips;

    (void)state;
    run_job(&j);
    trips = sink.trips;
    print_message("# %u messages by BDAT: %u waits for answers\n", j.messages, trips);
    assert_true(trips < 150);
    j.ehlo = PIPE;
    run_job(&j);
    print_message("# %u messages by DATA: %u waits for answers\n", j.messages, sink.trips);
    assert_true(sink.trips <= 2 * j.messages + 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_data),
        cmocka_unit_test(test_bdat),
        cmocka_unit_test(test_binary),
        cmocka_unit_test(test_queue),
    };

    return cmocka_run_group_tests_name("engine/smtp_body", tests, NULL, NULL);
}

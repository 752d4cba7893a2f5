/* SPDX-License-Identifier: MIT */
/* The clock of each phase, where bytes are stuck on their way: what a transcript cannot show. */

#include "support/unit.h"

#include <mailwire/mailwire.h>

static uint64_t block[20000 / 8];
static uint64_t now;

/* Lets the session run; returns the first event, WRITE included. */
static const mw_event *run(mw_session *s, uint64_t ms)
{
    now += ms;
    mw_set_now(s, now);
    return mw_next(s);
}

static void say(mw_session *s, const char *text)
{
    void *in;
    size_t cap, n = strlen(text);

    assert_int_equal(mw_in(s, &in, &cap), MW_OK);
    assert_true(n <= cap);
    memcpy(in, text, n);
    mw_in_done(s, n);
}

/* Takes up to `most` bytes of the output. */
static size_t take(mw_session *s, size_t most)
{
    const void *out;
    size_t n;

    if (mw_out(s, &out, &n) != MW_OK)
        return 0;
    n = n < most ? n : most;
    mw_out_done(s, n);
    return n;
}

static void answer(mw_session *s, const char *text, int type)
{
    const mw_event *ev;

    assert_null(run(s, 0));
    while (take(s, 1000))
        ;
    say(s, text);
    ev = run(s, 0);
    if (type == 0) {
        assert_null(ev);
        return;
    }
    assert_non_null(ev);
    assert_int_equal(ev->type, type);
}

/* A session whose message has begun: 354 was said. */
static mw_session *in_body(void)
{
    mw_config cfg = MW_CONFIG_INIT;
    mw_session *s;

    cfg.host = "x";
    cfg.security = MW_PLAIN;
    cfg.out_bytes = 4096;
    now = 5000;
    assert_int_equal(mw_smtp_init(&s, block, sizeof block, &cfg), MW_OK);
    mw_set_now(s, now);
    assert_int_equal(mw_open(s), 1);
    answer(s, "220 x\r\n", 0);
    answer(s, "250 x\r\n", MW_EV_READY);
    assert_int_equal(mw_smtp_mail(s, "a@b", NULL), 2);
    answer(s, "250 x\r\n", MW_EV_DONE);
    assert_int_equal(mw_smtp_rcpt(s, "a@b", NULL), 3);
    answer(s, "250 x\r\n", MW_EV_DONE);
    assert_int_equal(mw_smtp_data(s), 4);
    answer(s, "354 x\r\n", MW_EV_WRITE);
    return s;
}

static void write_bytes(mw_session *s, size_t n)
{
    static char text[4000];
    size_t taken;

    memset(text, 'x', n);
    assert_int_equal(mw_write(s, text, n, &taken), MW_OK);
    assert_int_equal(taken, n);
}

/* The final reply has its ten minutes from the moment the dot left, however slow the body was. */
static void test_end_begins_when_sent(void **state)
{
    mw_session *s = in_body();
    const mw_event *ev;

    (void)state;
    assert_null(run(s, 500000)); /* the caller thinks */
    write_bytes(s, 500);
    assert_int_equal(mw_write_end(s), 4);
    assert_null(run(s, 170000));
    assert_int_equal(mw_timeout(s), 10000);
    while (take(s, 1000))
        ;
    assert_null(run(s, 599999));
    assert_int_equal(mw_timeout(s), 1);
    ev = run(s, 1);
    assert_non_null(ev);
    assert_int_equal(ev->type, MW_EV_UNKNOWN);
    assert_int_equal(ev->code, MW_E_TIMEOUT);
    mw_free(s);
}

/* A peer that takes single bytes of a body does not keep it alive. */
static void test_slow_taker(void **state)
{
    mw_session *s = in_body();
    const mw_event *ev = NULL;
    int i;

    (void)state;
    write_bytes(s, 3000);
    for (i = 0; i < 30 && !ev; i++) {
        assert_int_equal(take(s, 20), 20);
        ev = run(s, 10000);
    }
    assert_int_equal(i, 18);
    assert_non_null(ev);
    assert_int_equal(ev->type, MW_EV_ABORTED);
    assert_int_equal(ev->code, MW_E_TIMEOUT);
    mw_free(s);
}

/* One that takes enough of it does, for as long as it likes. */
static void test_steady_taker(void **state)
{
    mw_session *s = in_body();
    int i;

    (void)state;
    for (i = 0; i < 100; i++) {
        write_bytes(s, 1024);
        assert_int_equal(take(s, 1024), 1024);
        run(s, 170000);
        assert_true(mw_last_event(s)->type == MW_EV_WRITE);
    }
    mw_free(s);
}

/* No clock, no limits. */
static void test_no_clock(void **state)
{
    mw_config cfg = MW_CONFIG_INIT;
    mw_session *s;

    (void)state;
    cfg.host = "x";
    cfg.security = MW_PLAIN;
    assert_int_equal(mw_smtp_init(&s, block, sizeof block, &cfg), MW_OK);
    assert_int_equal(mw_open(s), 1);
    assert_null(mw_next(s));
    assert_int_equal(mw_timeout(s), UINT32_MAX);
    mw_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_end_begins_when_sent),
        cmocka_unit_test(test_slow_taker),
        cmocka_unit_test(test_steady_taker),
        cmocka_unit_test(test_no_clock),
    };

    return cmocka_run_group_tests_name("session/time", tests, NULL, NULL);
}

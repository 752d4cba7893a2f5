/* SPDX-License-Identifier: MIT */
/* The calls every protocol has, at the wrong moments and in odd orders. */

#include "support/sink.h"
#include "support/unit.h"

#include <mailwire/mailwire.h>

#define PIPE "250-sink\r\n250 PIPELINING\r\n"

static uint64_t block[20000 / 8];
static struct sink sink;

static mw_session *new_session(void)
{
    mw_config cfg = MW_CONFIG_INIT;
    mw_session *s;

    sink_new(&sink, PIPE);
    cfg.host = "sink";
    cfg.security = MW_PLAIN;
    cfg.transport = &sink.transport;
    assert_int_equal(mw_smtp_init(&s, block, sizeof block, &cfg), MW_OK);
    return s;
}

static void end(mw_session *s)
{
    mw_free(s);
    sink_free(&sink);
}

static void test_before_open(void **state)
{
    mw_session *s = new_session();
    const void *out;
    void *in;
    size_t n;

    (void)state;
    assert_null(mw_next(s));
    assert_null(mw_each(s, 1));
    assert_int_equal(mw_run(s, 1), MW_E_USAGE);
    assert_int_equal(mw_run(s, 0), MW_E_USAGE);
    assert_int_equal(mw_run(s, -7), -7);
    assert_int_equal(mw_noop(s), MW_E_USAGE);
    assert_int_equal(mw_quit(s), MW_E_USAGE);
    assert_int_equal(mw_smtp_mail(s, "a@b", NULL), MW_E_USAGE);
    assert_int_equal(mw_smtp_rcpt(s, "a@b", NULL), MW_E_USAGE);
    assert_int_equal(mw_smtp_data(s), MW_E_USAGE);
    assert_int_equal(mw_smtp_rset(s), MW_E_USAGE);
    assert_int_equal(mw_smtp_vrfy(s, "a"), MW_E_USAGE);
    assert_int_equal(mw_write(s, "x", 1, &n), MW_E_USAGE);
    assert_int_equal(n, 0);
    assert_int_equal(mw_write_all(s, "x", 1), MW_E_USAGE);
    assert_int_equal(mw_write_end(s), MW_E_USAGE);
    assert_int_equal(mw_in(s, &in, &n), MW_WANT_WRITE);
    assert_int_equal(mw_out(s, &out, &n), MW_WANT_READ);
    mw_secured(s, MW_OK);
    mw_broken(s, MW_E_CONN_LOST);
    assert_int_equal(mw_caps(s), 0);
    assert_int_equal(mw_smtp_max_bytes(s), 0);
    assert_int_equal(mw_last_error(s)->code, 0);
    assert_string_equal(mw_last_error(s)->text, "");
    assert_non_null(mw_last_event(s));
    assert_int_equal(mw_handle(s), -1);
    assert_int_equal(mw_timeout(s), UINT32_MAX);
    assert_int_equal(mw_run(s, mw_open(s)), MW_OK);
    assert_int_equal(mw_open(s), MW_E_USAGE);
    assert_int_equal(mw_smtp_mail(s, NULL, NULL), MW_E_ARG);
    assert_int_equal(mw_smtp_vrfy(s, NULL), MW_E_ARG);
    assert_int_equal(mw_smtp_mail(s, "a@b", NULL), 2);
    assert_int_equal(mw_smtp_rcpt(s, NULL, NULL), MW_E_ARG);
    end(s);
}

/* A transport of our own: the byte ports are shut. */
static void test_no_ports(void **state)
{
    mw_session *s = new_session();
    const void *out;
    void *in;
    size_t n;

    (void)state;
    assert_int_equal(mw_run(s, mw_open(s)), MW_OK);
    assert_int_equal(mw_in(s, &in, &n), MW_WANT_WRITE);
    assert_true(mw_noop(s) > 0);
    assert_int_equal(mw_out(s, &out, &n), MW_WANT_READ);
    end(s);
}

/* mw_run of ids in any order. */
static void test_order(void **state)
{
    mw_session *s = new_session();
    int a, b, c;

    (void)state;
    assert_int_equal(mw_run(s, mw_open(s)), MW_OK);
    a = mw_noop(s);
    b = mw_smtp_vrfy(s, "nobody");
    c = mw_noop(s);
    assert_true(a == 2 && b == 3 && c == 4);
    assert_int_equal(mw_run(s, b), MW_E_REPLY_PERM);
    assert_int_equal(mw_last_event(s)->type, MW_EV_REFUSED);
    assert_int_equal(mw_last_event(s)->id, b);
    assert_int_equal(mw_last_error(s)->reply, 500);
    assert_int_equal(mw_run(s, b), MW_E_REPLY_PERM);
    assert_null(mw_each(s, b));
    assert_int_equal(mw_run(s, a), MW_E_USAGE);
    assert_int_equal(mw_run(s, 99), MW_E_USAGE);
    assert_int_equal(mw_run(s, c), MW_OK);
    assert_int_equal(mw_run(s, mw_noop(s)), MW_OK);
    assert_int_equal(mw_run(s, mw_quit(s)), MW_OK);
    assert_int_equal(mw_noop(s), MW_E_USAGE);
    assert_int_equal(mw_next(s)->type, MW_EV_CLOSED);
    assert_int_equal(mw_next(s)->type, MW_EV_CLOSED);
    assert_true(mw_next(s)->flags & MW_EVF_LAST);
    end(s);
}

/* mw_each hands over everybody's events until its own id is over. */
static void test_each(void **state)
{
    mw_session *s = new_session();
    const mw_event *ev;
    int a, b, seen = 0;

    (void)state;
    assert_int_equal(mw_run(s, mw_open(s)), MW_OK);
    a = mw_noop(s);
    b = mw_noop(s);
    while ((ev = mw_each(s, b)) != NULL) {
        assert_int_equal(ev->id, a);
        assert_int_equal(ev->type, MW_EV_DONE);
        seen++;
    }
    assert_int_equal(seen, 1);
    assert_int_equal(mw_last_event(s)->id, b);
    end(s);
}

static int cancels(void *ctx, uint32_t want, uint32_t timeout_ms)
{
    (void)ctx;
    (void)want;
    (void)timeout_ms;
    return 1;
}

/* wait() says no: the session ends, and so does every id. */
static void test_cancel_in_wait(void **state)
{
    mw_session *s = new_session();
    int id;

    (void)state;
    assert_int_equal(mw_run(s, mw_open(s)), MW_OK);
    sink.transport.wait = cancels;
    id = mw_noop(s);
    assert_int_equal(mw_run(s, id), MW_E_CANCELLED);
    assert_int_equal(mw_run(s, id), MW_E_CANCELLED);
    assert_int_equal(mw_next(s)->type, MW_EV_FAILED);
    assert_int_equal(mw_last_error(s)->code, MW_E_CANCELLED);
    end(s);
}

/* Without wait() there are no blocking calls. */
static void test_no_wait(void **state)
{
    mw_session *s = new_session();

    (void)state;
    sink.transport.wait = NULL;
    assert_int_equal(mw_run(s, mw_open(s)), MW_E_USAGE);
    end(s);
}

static void test_cancel_before_open(void **state)
{
    mw_session *s = new_session();
    const mw_event *ev;

    (void)state;
    mw_cancel(s);
    assert_int_equal(mw_open(s), 1);
    ev = mw_next(s);
    assert_non_null(ev);
    assert_int_equal(ev->type, MW_EV_FAILED);
    assert_int_equal(ev->code, MW_E_CANCELLED);
    assert_int_equal(mw_run(s, 1), MW_E_CANCELLED);
    end(s);
}

static int closed;

static void count_close(void *ctx)
{
    (void)ctx;
    closed++;
}

/* close is called once, whatever ends the session. */
static void test_close_once(void **state)
{
    mw_session *s;
    int how;

    (void)state;
    for (how = 0; how < 5; how++) {
        s = new_session();
        sink.transport.close = count_close;
        closed = 0;
        if (how == 4) { /* never opened */
            end(s);
            assert_int_equal(closed, 0);
            continue;
        }
        assert_int_equal(mw_run(s, mw_open(s)), MW_OK);
        if (how == 0)
            assert_int_equal(mw_run(s, mw_quit(s)), MW_OK);
        if (how == 1)
            mw_cancel(s);
        if (how == 2)
            mw_broken(s, MW_E_CONN_LOST);
        if (how < 3)
            while (!(mw_next(s) && (mw_last_event(s)->flags & MW_EVF_LAST)))
                ;
        assert_int_equal(closed, how < 3);
        end(s);
        assert_int_equal(closed, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_before_open),     cmocka_unit_test(test_no_ports),
        cmocka_unit_test(test_order),           cmocka_unit_test(test_each),
        cmocka_unit_test(test_cancel_in_wait),  cmocka_unit_test(test_no_wait),
        cmocka_unit_test(test_cancel_before_open), cmocka_unit_test(test_close_once),
    };

    return cmocka_run_group_tests_name("session/calls", tests, NULL, NULL);
}

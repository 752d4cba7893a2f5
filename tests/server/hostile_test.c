/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

/* Does the hostile server do what its script says? */

#include "client.h"
#include "clock.h"
#include "hostile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <string.h>

static struct hst *start(const char *const *script, unsigned limit_ms)
{
    struct hst_opts opts = {.limit_ms = limit_ms};
    struct hst *h = hst_start(script, &opts);

    assert_non_null(h);
    return h;
}

static struct hst *start_with(struct client *c, const char *const *script)
{
    struct hst *h = start(script, 2000);

    assert_int_equal(client_connect(c, hst_port(h)), 0);
    return h;
}

/* Closes the client, waits for the end and gives the first connection's result. */
static struct hst_result finish(struct hst *h, struct client *c)
{
    struct hst_result r = {0};

    if (c != NULL) {
        client_close(c);
    }
    assert_true(hst_wait(h, 1, 5000));
    assert_int_equal(hst_result(h, 0, &r), 0);
    return r;
}

static void end(struct hst *h, struct hst_result *r)
{
    hst_result_free(r);
    hst_stop(h);
}

static void plays_and_records(void **state)
{
    static const char *const script[] = {
        "S: * OK hi", "C: $TAG LOGIN", "S: $TAG NO bad", "S: * also $TAG", "C:", NULL};
    struct hst_result r;
    struct client c;
    struct hst *h = start_with(&c, script);

    (void)state;
    assert_true(client_read(&c, "* OK hi"));
    assert_true(client_talk(&c, "A7 login ann pass-word\r\n", "* also A7"));
    assert_string_equal(c.text, "A7 NO bad\r\n* also A7\r\n");
    assert_int_equal(client_send(&c, "whatever\r\nand more"), 0);
    r = finish(h, &c);
    assert_int_equal(r.end, HST_DONE);
    assert_int_equal(r.steps, 5);
    assert_string_equal(r.clear, "A7 login ann pass-word\r\nwhatever\r\nand more");
    assert_int_equal(r.tls_len, 0);
    assert_true(hst_leaks(h, "pass-word"));
    assert_true(hst_leaks_in_clear(h, "pass-word"));
    assert_false(hst_leaks(h, "other-word"));
    assert_int_equal(hst_result(h, 1, &(struct hst_result){0}), -1);
    end(h, &r);
}

static void sends_neighbours_in_one_segment(void **state)
{
    static const char *const script[] = {
        "S: 220 hi", "C: STARTTLS", "S: 220 go", "R: \\x00\\0\\r\\n\\\\injected", "! silent 1000",
        NULL};
    static const char want[] = "220 go\r\n\0\0\r\n\\injected";
    struct hst_result r;
    struct client c;
    struct hst *h = start_with(&c, script);

    (void)state;
    assert_true(client_read(&c, "220 "));
    assert_int_equal(client_send(&c, "STARTTLS\r\n"), 0);
    assert_int_equal(client_recv(&c), sizeof want - 1);
    assert_memory_equal(c.text, want, sizeof want - 1);
    r = finish(h, &c);
    assert_int_equal(r.end, HST_CLIENT_LEFT); /* inside the silence */
    assert_int_equal(r.steps, 4);
    end(h, &r);
}

static void notices_another_line(void **state)
{
    static const char *const script[] = {"C: EHLO", "S: never", NULL};
    struct hst_result r;
    struct client c;
    struct hst *h = start_with(&c, script);

    (void)state;
    assert_int_equal(client_send(&c, "HELO x\r\n"), 0);
    r = finish(h, &c);
    assert_int_equal(r.end, HST_MISMATCH);
    assert_string_equal(r.last_line, "HELO x");
    assert_int_equal(r.sent_bytes, 0);
    end(h, &r);
}

static void gives_up_waiting(void **state)
{
    static const char *const script[] = {"C: EHLO", NULL};
    struct hst *h = start(script, 50);
    struct hst_result r;
    struct client c;

    (void)state;
    assert_int_equal(client_connect(&c, hst_port(h)), 0);
    assert_true(hst_wait(h, 1, 5000));
    r = finish(h, &c);
    assert_int_equal(r.end, HST_TIMEOUT);
    end(h, &r);
}

static void drips(void **state)
{
    static const char *const script[] = {"! drip 3 20", "S: 12345678", "! close", NULL};
    struct hst_result r;
    struct client c;
    struct hst *h = start_with(&c, script);
    long long began = clock_ms();
    size_t parts = 0;
    size_t all = 0;

    (void)state;
    while (client_recv(&c) > 0) {
        assert_in_range(c.len, 1, 3);
        parts += 1;
        all += c.len;
    }
    assert_int_equal(all, 10);
    assert_int_equal(parts, 4);
    assert_true(clock_ms() - began >= 50);
    r = finish(h, &c);
    assert_int_equal(r.end, HST_DONE);
    end(h, &r);
}

static void resets(void **state)
{
    static const char *const script[] = {"S: 220 hi", "C: EHLO", "! rst", NULL};
    struct hst_result r;
    struct client c;
    struct hst *h = start_with(&c, script);

    (void)state;
    assert_true(client_read(&c, "220 "));
    assert_int_equal(client_send(&c, "EHLO x\r\n"), 0);
    assert_int_equal(client_recv(&c), -1);
    assert_int_equal(errno, ECONNRESET);
    r = finish(h, &c);
    assert_int_equal(r.end, HST_DONE);
    end(h, &r);
}

static void half_closes(void **state)
{
    static const char *const script[] = {"S: 220 hi", "! fin", "C: EHLO", NULL};
    struct hst_result r;
    struct client c;
    struct hst *h = start_with(&c, script);

    (void)state;
    assert_true(client_read(&c, "220 "));
    assert_int_equal(client_recv(&c), 0);
    assert_int_equal(client_send(&c, "EHLO x\r\n"), 0);
    r = finish(h, &c);
    assert_int_equal(r.end, HST_DONE);
    assert_int_equal(r.steps, 3);
    end(h, &r);
}

static void floods(void **state)
{
    static const char *const script[] = {"! flood 3 ab\\n", "! repeat 5 x", "! close", NULL};
    struct hst_result r;
    struct client c;
    struct hst *h = start_with(&c, script);
    size_t all = 0;

    (void)state;
    while (client_recv(&c) > 0) {
        all += c.len;
    }
    assert_int_equal(all, 3 * 1048576 + 5);
    r = finish(h, &c);
    assert_int_equal(r.sent_bytes, 3 * 1048576 + 5);
    end(h, &r);
}

static void says_that_tls_failed(void **state)
{
    static const char *const script[] = {"! tls expired", "S: 220 hi", NULL};
    struct hst_result r;
    struct client c;
    struct hst *h = start_with(&c, script);

    (void)state;
    assert_int_equal(client_send(&c, "EHLO this is not TLS\r\n"), 0);
    assert_true(client_recv(&c) >= 0); /* an alert or nothing */
    r = finish(h, &c);
    assert_int_equal(r.end, HST_TLS_FAILED);
    assert_int_equal(r.tls_started, 0);
    assert_int_not_equal(r.tls_error, 0);
    end(h, &r);
}

static void refuses_nonsense(void **state)
{
    static const char *const wrong[] = {"X: 220", "! jump",    "! tls nobody", "! drip 0 5",
                                        "R: \\q", "! silent",  "! rst now",    "! flood 1",
                                        "! take x", "",        "!",            "R: \\x1"};
    struct hst_opts opts = {0};
    size_t i;

    (void)state;
    for (i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        const char *script[] = {"S: fine", wrong[i], NULL};

        assert_null(hst_start(script, &opts));
    }
}

static void stops_in_the_middle(void **state)
{
    static const char *const script[] = {"! silent 60000", NULL};
    struct client c;
    struct hst *h = start_with(&c, script);
    long long began = clock_ms();

    (void)state;
    assert_false(hst_wait(h, 1, 20));
    hst_stop(h);
    assert_true(clock_ms() - began < 1000);
    client_close(&c);
}

static void plays_for_several(void **state)
{
    static const char *const script[] = {"S: hi", "C: one", NULL};
    struct client a;
    struct client b;
    struct hst *h = start_with(&a, script);

    (void)state;
    assert_int_equal(client_connect(&b, hst_port(h)), 0);
    assert_true(client_read(&b, "hi"));
    assert_true(client_read(&a, "hi"));
    assert_int_equal(client_send(&b, "one\r\n"), 0);
    client_close(&b);
    assert_true(hst_wait(h, 1, 5000));
    assert_int_equal(hst_count(h), 2);
    client_close(&a);
    assert_true(hst_wait(h, 2, 5000));
    hst_stop(h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plays_and_records),    cmocka_unit_test(sends_neighbours_in_one_segment),
        cmocka_unit_test(notices_another_line), cmocka_unit_test(gives_up_waiting),
        cmocka_unit_test(drips),                cmocka_unit_test(resets),
        cmocka_unit_test(half_closes),          cmocka_unit_test(floods),
        cmocka_unit_test(says_that_tls_failed), cmocka_unit_test(refuses_nonsense),
        cmocka_unit_test(stops_in_the_middle),  cmocka_unit_test(plays_for_several),
    };

    return cmocka_run_group_tests_name("hostile", tests, NULL, NULL);
}

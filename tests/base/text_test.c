/* SPDX-License-Identifier: MIT */
#include "base/text.h"
#include "support/guard.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct guard guard;

/* Room of `cap` bytes in front of a closed page. */
static struct mw_text room(size_t cap)
{
    struct mw_text t = { NULL, 0, 0 };

    t.p = guard_end(&guard, cap);
    t.cap = cap;
    memset(t.p, '#', cap);
    return t;
}

/* The first bytes of `want` are there, all are counted. */
static void expect(const struct mw_text *t, const char *want)
{
    size_t n = strlen(want);

    assert_int_equal(t->len, n);
    assert_memory_equal(t->p, want, n < t->cap ? n : t->cap);
    if (n < t->cap)
        assert_int_equal(t->p[n], '#');
}

static void bytes(void **state)
{
    size_t cap;

    (void)state;
    for (cap = 0; cap < 24; cap++) {
        struct mw_text t = room(cap);

        mw_text_byte(&t, 'a');
        expect(&t, "a");
        mw_text_string(&t, "");
        mw_text_bytes(&t, "", 0);
        expect(&t, "a");
        mw_text_string(&t, "bcdef");
        expect(&t, "abcdef");
        mw_text_bytes(&t, "ghijk", 3);
        expect(&t, "abcdefghi");
        mw_text_number(&t, 12345);
        expect(&t, "abcdefghi12345");
        mw_text_byte(&t, 'z');
        expect(&t, "abcdefghi12345z");
    }
}

static void any_byte(void **state)
{
    struct mw_text t = room(4);

    (void)state;
    mw_text_byte(&t, 0);
    mw_text_byte(&t, 0xff);
    mw_text_bytes(&t, "\0\x80", 2);
    assert_int_equal(t.len, 4);
    assert_memory_equal(t.p, "\0\xff\0\x80", 4);
}

static void number(uint64_t value)
{
    char want[32];
    struct mw_text t = room(20);

    snprintf(want, sizeof want, "%" PRIu64, value);
    mw_text_number(&t, value);
    expect(&t, want);
}

static void numbers(void **state)
{
    uint64_t unit;
    unsigned digits;

    (void)state;
    number(0);
    number(UINT32_MAX);
    number(UINT64_C(0x100000000));
    number(INT64_MAX);
    number(UINT64_C(1) << 63);
    number(UINT64_MAX - 1);
    number(UINT64_MAX);
    for (unit = 1, digits = 0; digits < 20; digits++, unit *= 10) {
        number(unit - 1);
        number(unit);
        number(unit + 1);
        number(unit < UINT64_MAX / 9 ? unit * 9 : unit);
        if (digits == 19)
            break;
    }
    for (unit = 1; unit; unit <<= 1)
        number(unit + 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes),
        cmocka_unit_test(any_byte),
        cmocka_unit_test(numbers),
    };
    int failed;

    guard_new(&guard, 4096);
    failed = cmocka_run_group_tests_name("text", tests, NULL, NULL);
    guard_free(&guard);
    return failed;
}

/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "support/guard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct guard guard;

static int in_range(int c, int from, int to)
{
    return c >= from && c <= to;
}

static void classes(void **state)
{
    int c;

    (void)state;
    for (c = 0; c < 256; c++) {
        int upper = in_range(c, 'A', 'Z'), lower = in_range(c, 'a', 'z');

        assert_int_equal(mw_is_digit(c) != 0, in_range(c, '0', '9'));
        assert_int_equal(mw_is_alpha(c) != 0, upper || lower);
        assert_int_equal(mw_lower(c), upper ? c + 32 : c);
    }
}

/* text as bytes that end at a closed page. */
static int starts(const char *text, const char *word)
{
    return mw_starts(guard_copy(&guard, text, strlen(text)), strlen(text), word);
}

static int same(const char *text, const char *word)
{
    return mw_same(guard_copy(&guard, text, strlen(text)), strlen(text), word);
}

static void words(void **state)
{
    static const struct {
        const char *text, *word;
        int starts, same;
    } table[] = {
        { "size", "size", 1, 1 },   { "SIZE", "size", 1, 1 },     { "SiZe=1", "size", 1, 0 },
        { "siz", "size", 0, 0 },    { "", "size", 0, 0 },         { "", "", 1, 1 },
        { "x", "", 1, 0 },          { "sizes", "size", 1, 0 },    { "zsize", "size", 0, 0 },
        { "8BIT", "8bit", 1, 1 },   { "x@y", "x`y", 0, 0 },       { "x[y", "x{y", 0, 0 },
        { "a=b", "a=b", 1, 1 },     { "\x53\xc9", "s\xe9", 0, 0 },
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof table / sizeof *table; i++) {
        assert_int_equal(starts(table[i].text, table[i].word) != 0, table[i].starts);
        assert_int_equal(same(table[i].text, table[i].word) != 0, table[i].same);
    }
    assert_int_equal(mw_same("a\0b", 3, "a"), 0);
    assert_int_equal(mw_starts("a\0b", 3, "a"), 1);
}

static void number(const char *text, size_t used, uint64_t value)
{
    uint64_t got = 4711;
    size_t n = strlen(text);

    assert_int_equal(mw_number(guard_copy(&guard, text, n), n, &got), used);
    if (used)
        assert_true(got == value);
}

static void numbers(void **state)
{
    (void)state;
    number("", 0, 0);
    number("x", 0, 0);
    number("-1", 0, 0);
    number("+1", 0, 0);
    number(" 1", 0, 0);
    number("0", 1, 0);
    number("7", 1, 7);
    number("007", 3, 7);
    number("10 ", 2, 10);
    number("12/13", 2, 12);
    number("9:", 1, 9);
    number("4294967295", 10, 4294967295u);
    number("4294967296", 10, UINT64_C(4294967296));
    number("18446744073709551609", 20, UINT64_MAX - 6);
    number("18446744073709551610", 20, UINT64_MAX - 5);
    number("18446744073709551615", 20, UINT64_MAX);
    number("18446744073709551616", 0, 0);
    number("18446744073709551619", 0, 0);
    number("18446744073709551620", 0, 0);
    number("99999999999999999999", 0, 0);
    number("184467440737095516150", 0, 0);
    number("100000000000000000000000000000000", 0, 0);
    number("00000000000000000000000018446744073709551615", 44, UINT64_MAX);
}

static void controls(void **state)
{
    char text[3] = "x?";
    int c;

    (void)state;
    assert_int_equal(mw_has_control(NULL), 0);
    assert_int_equal(mw_has_control(""), 0);
    for (c = 1; c < 256; c++) {
        text[1] = (char)c;
        assert_int_equal(mw_has_control(guard_copy(&guard, text, 3)), c < 0x20 || c == 0x7f);
        assert_int_equal(mw_has_8bit(guard_copy(&guard, text, 3)), c > 127);
        text[0] = (char)c;
        text[1] = 'x';
        assert_int_equal(mw_has_control(text), c < 0x20 || c == 0x7f);
        assert_int_equal(mw_has_8bit(text), c > 127);
        text[0] = 'x';
    }
    assert_int_equal(mw_has_8bit(""), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes), cmocka_unit_test(words),
        cmocka_unit_test(numbers), cmocka_unit_test(controls),
    };
    int failed;

    guard_new(&guard, 4096);
    failed = cmocka_run_group_tests_name("ascii", tests, NULL, NULL);
    guard_free(&guard);
    return failed;
}

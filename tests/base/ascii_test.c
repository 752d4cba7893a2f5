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

static int is_utf8(const void *p, size_t n)
{
    return mw_is_utf8(guard_copy(&guard, p, n), n) != 0;
}

/* RFC 3629 section 3, as it stands there. */
static size_t encode(unsigned long c, char out[4])
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xc0 | c >> 6);
        out[1] = (char)(0x80 | (c & 63));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xe0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 63));
        out[2] = (char)(0x80 | (c & 63));
        return 3;
    }
    out[0] = (char)(0xf0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 63));
    out[2] = (char)(0x80 | (c >> 6 & 63));
    out[3] = (char)(0x80 | (c & 63));
    return 4;
}

/* All code points, and each cut short. */
static void utf8_code_points(void **state)
{
    unsigned long c;
    char text[4];
    size_t n;

    (void)state;
    for (c = 0; c < 0x120000; c += c < 0x1000 ? 1 : 7) {
        int good = c <= 0x10ffff && !(c >= 0xd800 && c <= 0xdfff);

        n = encode(c, text);
        assert_int_equal(is_utf8(text, n), good);
        while (--n)
            assert_int_equal(is_utf8(text, n), 0);
    }
}

static void utf8_edges(void **state)
{
    static const struct {
        const char *text;
        int good;
    } table[] = {
        { "", 1 },
        { "\x7f", 1 },
        { "\xc2\x80", 1 },
        { "\xdf\xbf", 1 },
        { "\xe0\xa0\x80", 1 },
        { "\xed\x9f\xbf", 1 },
        { "\xee\x80\x80", 1 },
        { "\xef\xbf\xbf", 1 },
        { "\xf0\x90\x80\x80", 1 },
        { "\xf4\x8f\xbf\xbf", 1 },
        { "Gr\xc3\xbc\xc3\x9f" "e \xe2\x82\xac \xf0\x9f\x93\xa7", 1 },
        { "\x80", 0 },             /* nothing to continue */
        { "\xbf", 0 },
        { "a\x80", 0 },
        { "\xc0\x80", 0 },         /* overlong NUL */
        { "\xc1\xbf", 0 },
        { "\xe0\x80\xaf", 0 },     /* overlong "/" */
        { "\xe0\x9f\xbf", 0 },
        { "\xf0\x8f\xbf\xbf", 0 },
        { "\xf0\x80\x80\xaf", 0 },
        { "\xed\xa0\x80", 0 },     /* surrogates */
        { "\xed\xbf\xbf", 0 },
        { "\xed\xa0\xbd\xed\xb2\xa9", 0 },
        { "\xf4\x90\x80\x80", 0 }, /* beyond */
        { "\xf5\x80\x80\x80", 0 },
        { "\xf7\xbf\xbf\xbf", 0 },
        { "\xf8\x88\x80\x80\x80", 0 },
        { "\xfe", 0 },
        { "\xff", 0 },
        { "\xc3", 0 },             /* truncated */
        { "\xc3(", 0 },
        { "\xe2\x82", 0 },
        { "\xe2(\xa1", 0 },
        { "\xe2\x82(", 0 },
        { "\xf0\x9f\x93", 0 },
        { "\xf0\x9f\x93(", 0 },
        { "\xc3\xbc\x80", 0 },
        { "\xc3\xc3\xbc", 0 },
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof table / sizeof *table; i++)
        assert_int_equal(is_utf8(table[i].text, strlen(table[i].text)), table[i].good);
    assert_int_equal(is_utf8("a\0b", 3), 1);
}

/* How many bytes the character at p has, by the table of RFC 3629 section 4; 0: none is there. */
static size_t by_table(const unsigned char *p, size_t n)
{
    static const unsigned char rows[][5] = {
        /* lead from, to, second from, to, bytes */
        { 0x00, 0x7f, 0, 0, 1 },       { 0xc2, 0xdf, 0x80, 0xbf, 2 }, { 0xe0, 0xe0, 0xa0, 0xbf, 3 },
        { 0xe1, 0xec, 0x80, 0xbf, 3 }, { 0xed, 0xed, 0x80, 0x9f, 3 }, { 0xee, 0xef, 0x80, 0xbf, 3 },
        { 0xf0, 0xf0, 0x90, 0xbf, 4 }, { 0xf1, 0xf3, 0x80, 0xbf, 4 }, { 0xf4, 0xf4, 0x80, 0x8f, 4 },
    };
    size_t row, i;

    for (row = 0; row < sizeof rows / sizeof *rows; row++) {
        const unsigned char *r = rows[row];

        if (p[0] < r[0] || p[0] > r[1] || n < r[4])
            continue;
        if (r[4] > 1 && (p[1] < r[2] || p[1] > r[3]))
            return 0;
        for (i = 2; i < r[4]; i++)
            if (p[i] < 0x80 || p[i] > 0xbf)
                return 0;
        return r[4];
    }
    return 0;
}

/* All strings of up to five of the bytes at the edges of that table. */
static void utf8_exhaustive(void **state)
{
    static const unsigned char edges[] = { 'a',  0x80, 0x8f, 0x90, 0x9f, 0xa0,
                                           0xbf, 0xc3, 0xe0, 0xed, 0xf0, 0xf4 };
    unsigned char text[5];
    unsigned long k, count = 1;
    size_t n, i, at, step;

    (void)state;
    for (n = 1, count = 12; n <= 5; n++, count *= 12)
        for (k = 0; k < count; k++) {
            unsigned long rest = k;

            for (i = 0; i < n; i++, rest /= 12)
                text[i] = edges[rest % 12];
            for (at = 0; at < n; at += step)
                if ((step = by_table(text + at, n - at)) == 0)
                    break;
            assert_int_equal(is_utf8(text, n), at == n);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes),          cmocka_unit_test(words),
        cmocka_unit_test(numbers),          cmocka_unit_test(controls),
        cmocka_unit_test(utf8_code_points), cmocka_unit_test(utf8_edges),
        cmocka_unit_test(utf8_exhaustive),
    };
    int failed;

    guard_new(&guard, 4096);
    failed = cmocka_run_group_tests_name("ascii", tests, NULL, NULL);
    guard_free(&guard);
    return failed;
}

/* SPDX-License-Identifier: MIT */
#include "wire/utf8.h"
#include "support/guard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct guard guard;

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
static void code_points(void **state)
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

static void edges(void **state)
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
static void exhaustive(void **state)
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
        cmocka_unit_test(code_points),
        cmocka_unit_test(edges),
        cmocka_unit_test(exhaustive),
    };
    int failed;

    guard_new(&guard, 4096);
    failed = cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
    guard_free(&guard);
    return failed;
}

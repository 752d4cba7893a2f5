/* SPDX-License-Identifier: MIT */
#include "wire/undots.h"
#include "support/guard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define INPUT_MAX 6

static struct guard guard;

struct result {
    char text[256];
    size_t len;
    size_t used; /* of the input, text included */
    int end;
};

/* Gives the input so that it ends behind `first` bytes, then after each `piece`, always at a
   closed page. */
static void decode(struct result *r, const char *p, size_t n, int lf_ends, size_t first,
                   size_t piece)
{
    struct mw_undots d;
    size_t have = first, len;

    memset(&d, 0, sizeof d);
    memset(r, 0, sizeof *r);
    while (!r->end) {
        const char *at = guard_copy(&guard, p + r->used, have - r->used);

        d.skip = 47;
        len = mw_dots_decode(&d, at, have - r->used, lf_ends);
        assert_true(d.skip <= have - r->used && len <= have - r->used - d.skip);
        assert_true(d.skip <= (len ? 1 : 3));
        memcpy(r->text + r->len, at + d.skip, len);
        r->len += len;
        r->used += d.skip + len;
        r->end = len == 0 && d.skip;
        if (len == 0 && !r->end) {
            if (have == n)
                return;
            have = n - have < piece ? n : have + piece;
        }
    }
}

/* --- the same by looking at whole lines --- */

static size_t line_length(const char *p, size_t n, int lf_ends)
{
    size_t i;

    for (i = 0; i < n; i++)
        if (p[i] == '\n' && (lf_ends || (i > 0 && p[i - 1] == '\r')))
            return i + 1;
    return n;
}

static int is_last(const char *p, size_t n, int lf_ends)
{
    return (n == 3 && memcmp(p, ".\r\n", 3) == 0) ||
           (n == 2 && lf_ends && memcmp(p, ".\n", 2) == 0);
}

static void by_lines(struct result *r, const char *p, size_t n, int lf_ends)
{
    size_t len;

    memset(r, 0, sizeof *r);
    for (; n; p += len, n -= len) {
        len = line_length(p, n, lf_ends);
        if (is_last(p, len, lf_ends)) {
            r->used += len;
            r->end = 1;
            return;
        }
        if (len == n && ((n == 1 && *p == '.') || (n == 2 && p[0] == '.' && p[1] == '\r')))
            return; /* it may become the last */
        memcpy(r->text + r->len, p + (*p == '.'), len - (*p == '.'));
        r->len += len - (*p == '.');
        r->used += len;
    }
}

static void same(const struct result *a, const struct result *b)
{
    assert_int_equal(a->end, b->end);
    assert_int_equal(a->used, b->used);
    assert_int_equal(a->len, b->len);
    assert_memory_equal(a->text, b->text, a->len);
}

static void check(const char *p, size_t n)
{
    struct result want, got;
    size_t first;
    int lf_ends;

    for (lf_ends = 0; lf_ends < 2; lf_ends++) {
        by_lines(&want, p, n, lf_ends);
        for (first = 0; first <= n; first++) {
            decode(&got, p, n, lf_ends, first, n);
            same(&got, &want);
        }
        decode(&got, p, n, lf_ends, 0, 1);
        same(&got, &want);
    }
}

static void exhaustive(void **state)
{
    static const char alphabet[] = { '.', '\r', '\n', 'a', ' ', 0, '\xff', '-' };
    char p[INPUT_MAX] = { 0 };
    size_t n, i;
    unsigned long k;

    (void)state;
    for (n = 0; n <= INPUT_MAX; n++)
        for (k = 0; k < 1ul << 3 * n; k++) {
            for (i = 0; i < n; i++)
                p[i] = alphabet[k >> 3 * i & 7];
            check(p, n);
        }
}

/* Longer, of the four letters that matter. */
static void longer(void **state)
{
    static const char alphabet[] = { '.', '\r', '\n', 'a' };
    char p[8];
    size_t i;
    unsigned long k;

    (void)state;
    for (k = 0; k < 1ul << 16; k++) {
        for (i = 0; i < 8; i++)
            p[i] = alphabet[k >> 2 * i & 3];
        check(p, 8);
    }
}

static void expect(const char *text, int lf_ends, const char *want, int end, const char *rest)
{
    struct result r;
    size_t n = strlen(text), piece;

    for (piece = 1; piece <= n; piece++) {
        decode(&r, text, n, lf_ends, 0, piece);
        assert_int_equal(r.len, strlen(want));
        assert_memory_equal(r.text, want, r.len);
        assert_int_equal(r.end, end);
        assert_string_equal(text + r.used, rest);
    }
}

static void examples(void **state)
{
    (void)state;
    expect("Hi\r\n..\r\nyou\r\n.\r\n+OK\r\n", 0, "Hi\r\n.\r\nyou\r\n", 1, "+OK\r\n");
    expect(".\r\n+OK\r\n", 0, "", 1, "+OK\r\n");
    expect("...\r\n.\r\n", 0, "..\r\n", 1, "");
    expect(".x\r\n.\r\n", 0, "x\r\n", 1, ""); /* a dot that nobody doubled */
    expect("a\r\n.", 0, "a\r\n", 0, ".");
    expect("a\r\n.\r", 0, "a\r\n", 0, ".\r");
    expect("a", 0, "a", 0, "");
}

/* Only CRLF.CRLF ends a body: not what a message's author can write (CVE-2023-51764's kin). */
static void smuggling(void **state)
{
    static const char *const not_ends[] = {
        "\n.\n", "\n.\r\n", "\r.\r", "\r.\r\n", "\n.\r", "\r\n.\n", "\r\n.\r", "\r\n\n.\r\n",
        "\r\n\r.\r\n", "\r\n.\r\r\n",
    };
    struct result r;
    char text[32];
    size_t i, n, piece;

    (void)state;
    for (i = 0; i < sizeof not_ends / sizeof *not_ends; i++) {
        text[0] = 'a';
        strcpy(text + 1, not_ends[i]);
        strcat(text, "x");
        n = strlen(text);
        for (piece = 1; piece <= n; piece++) {
            decode(&r, text, n, 0, 0, piece);
            assert_int_equal(r.end, 0);
            assert_int_equal(r.used, n);
        }
    }
}

/* Lines of a server that ends them in bare LF. */
static void bare_lf(void **state)
{
    (void)state;
    expect("Hi\n..\nyou\n.\n+OK\n", 1, "Hi\n.\nyou\n", 1, "+OK\n");
    expect("Hi\r\n..\nyou\n.\r\n+OK\n", 1, "Hi\r\n.\nyou\n", 1, "+OK\n");
    expect("a\n.", 1, "a\n", 0, ".");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exhaustive), cmocka_unit_test(longer),  cmocka_unit_test(examples),
        cmocka_unit_test(smuggling),  cmocka_unit_test(bare_lf),
    };
    int failed;

    guard_new(&guard, 4096);
    failed = cmocka_run_group_tests_name("undots", tests, NULL, NULL);
    guard_free(&guard);
    return failed;
}

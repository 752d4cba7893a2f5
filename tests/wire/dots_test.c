/* SPDX-License-Identifier: MIT */
#include "wire/dots.h"
#include "wire/undots.h"
#include "support/guard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define INPUT_MAX 6
#define ENCODED_MAX (2 * INPUT_MAX + 8)

static struct guard in, out;

/* --- what must come out, said another way: lines first, then bytes --- */

/* How long the line end at p is; 0: none stands there. */
static size_t line_end(const char *p, size_t n)
{
    if (n > 1 && p[0] == '\r' && p[1] == '\n')
        return 2;
    return n && (p[0] == '\r' || p[0] == '\n');
}

/* The text with CRLF for each line end. */
static size_t normal(char *to, const char *p, size_t n)
{
    size_t len = 0, end;

    while (n) {
        end = line_end(p, n);
        if (end) {
            memcpy(to + len, "\r\n", 2);
            len += 2;
        } else {
            to[len++] = *p;
            end = 1;
        }
        p += end;
        n -= end;
    }
    return len;
}

/* Normal text with its dots doubled. */
static size_t doubled(char *to, const char *p, size_t n)
{
    size_t len = 0, i;

    for (i = 0; i < n; i++) {
        if (p[i] == '.' && (i == 0 || p[i - 1] == '\n'))
            to[len++] = '.';
        to[len++] = p[i];
    }
    return len;
}

/* --- encoding in pieces --- */

/* Input in pieces that end behind `first` bytes, then after each `piece`, into rooms of `cap`
   bytes; all end at closed pages. */
static size_t encode(struct mw_dots *d, char *to, const char *p, size_t n, size_t first,
                     size_t piece, size_t cap, int double_dots)
{
    size_t len = 0, used = 0, have, put, taken;

    memset(d, 0, sizeof *d);
    for (have = first < n ? first : n;; have = n - have < piece ? n : have + piece) {
        while (used < have) {
            char *room = guard_end(&out, cap);

            taken = 4711;
            put = mw_dots_encode(d, room, cap, guard_copy(&in, p + used, have - used), have - used,
                                 &taken, double_dots);
            assert_true(put <= cap && taken <= have - used);
            assert_true(taken > 0); /* cap >= 2: it moves on */
            memcpy(to + len, room, put);
            len += put;
            used += taken;
        }
        if (have == n)
            return len;
    }
}

static void expect(const char *got, size_t n, const char *want, size_t want_n)
{
    assert_int_equal(n, want_n);
    assert_memory_equal(got, want, n);
}

/* No CR without its LF, no LF without its CR. */
static void has_no_bare_end(const char *p, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++) {
        assert_true(p[i] != '\r' || (i + 1 < n && p[i + 1] == '\n'));
        assert_true(p[i] != '\n' || (i > 0 && p[i - 1] == '\r'));
    }
}

/* --- the way back --- */

/* Decodes; the input comes in two pieces, or byte by byte (first 0). Returns the text's length. */
static size_t decode(char *to, const char *p, size_t n, size_t first, int *ended)
{
    struct mw_undots d;
    size_t at = 0, have = first ? first : 1, len = 0, text;

    memset(&d, 0, sizeof d);
    for (;;) {
        text = mw_dots_decode(&d, guard_copy(&in, p + at, have - at), have - at, 0);
        assert_true(d.skip + text <= have - at);
        memcpy(to + len, p + at + d.skip, text);
        len += text;
        at += d.skip + text;
        *ended = text == 0 && d.skip;
        if (*ended)
            break;
        if (text == 0) {
            if (have == n)
                break;
            have = first ? n : have + 1;
        }
    }
    assert_true(!*ended || at == n);
    return len;
}

/* Undots is the inverse, whether the wire cuts everywhere or at one place; `most` are tried. */
static void decodes(const char *wire, size_t n, const char *want, size_t want_n, size_t most)
{
    char text[ENCODED_MAX];
    size_t first;
    int ended;

    for (first = 0; first <= n && first <= most; first++) {
        expect(text, decode(text, wire, n, first, &ended), want, want_n);
        assert_true(ended);
    }
}

/* --- all short inputs --- */

static void check(const char *p, size_t n)
{
    char text[ENCODED_MAX], want[ENCODED_MAX], got[ENCODED_MAX];
    size_t text_n = normal(text, p, n), want_n = doubled(want, text, text_n), len, i;
    struct mw_dots d;

    has_no_bare_end(want, want_n);
    for (i = 0; i <= n; i++)
        expect(got, encode(&d, got, p, n, i, n, ENCODED_MAX, 1), want, want_n);
    for (i = 2; i <= 5; i++) {
        expect(got, encode(&d, got, p, n, n, 1, i, 1), want, want_n);
        expect(got, encode(&d, got, p, n, 0, 1, i, 0), text, text_n);
    }
    len = encode(&d, got, p, n, 0, 1, 2, 1);
    expect(got, len, want, want_n);
    assert_int_equal(d.at == MW_DOTS_LINE, len > 0 && got[len - 1] != '\n');
    if (d.at == MW_DOTS_LINE) { /* as an engine ends it */
        memcpy(text + text_n, "\r\n", 2);
        text_n += 2;
        memcpy(got + len, "\r\n", 2);
        len += 2;
    }
    memcpy(got + len, ".\r\n", 3);
    decodes(got, len + 3, text, text_n, n < INPUT_MAX ? len + 3 : 2);
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

/* --- the rest --- */

static void says(const char *text, int double_dots, const char *want)
{
    struct mw_dots d;
    char got[128];

    expect(got, encode(&d, got, text, strlen(text), 0, 3, 7, double_dots), want, strlen(want));
}

static void examples(void **state)
{
    (void)state;
    says("Hi\n.\nyou", 1, "Hi\r\n..\r\nyou");
    says(".", 1, "..");
    says(".", 0, ".");
    says("..\r.\n.", 1, "...\r\n..\r\n..");
    says("..\r.\n.", 0, "..\r\n.\r\n.");
    says("a.b", 1, "a.b");
    says("\r\r\n\n", 1, "\r\n\r\n\r\n");
    says("\n\r", 1, "\r\n\r\n");
    says("a\r\n.\r\nMAIL FROM:<x@y>\r\n", 1, "a\r\n..\r\nMAIL FROM:<x@y>\r\n");
    says("a\n.\rMAIL", 1, "a\r\n..\r\nMAIL");
}

/* Nothing in, nothing out; no room, nothing taken but the LF whose CR is written. */
static void no_room(void **state)
{
    struct mw_dots d = { MW_DOTS_START };
    size_t taken = 4711, cap;

    (void)state;
    assert_int_equal(mw_dots_encode(&d, guard_end(&out, 0), 0, "", 0, &taken, 1), 0);
    assert_int_equal(taken, 0);
    for (cap = 0; cap < 2; cap++) {
        assert_int_equal(mw_dots_encode(&d, guard_end(&out, cap), cap, "ab", 2, &taken, 1), 0);
        assert_int_equal(taken, 0);
    }
    assert_int_equal(mw_dots_encode(&d, guard_end(&out, 2), 2, "\r\nab", 4, &taken, 1), 2);
    assert_int_equal(taken, 2);
    assert_int_equal(mw_dots_encode(&d, guard_end(&out, 2), 2, "\rab", 3, &taken, 1), 2);
    assert_int_equal(taken, 1);
    assert_int_equal(mw_dots_encode(&d, guard_end(&out, 0), 0, "\nab", 3, &taken, 1), 0);
    assert_int_equal(taken, 1);
}

/* All bytes but line ends stand for themselves. */
static void any_byte(void **state)
{
    static char all[256], want[300], got[300];
    size_t n = 0, i, len = 0;
    struct mw_dots d;

    (void)state;
    for (i = 0; i < 256; i++)
        all[n++] = (char)i;
    for (i = 0; i < 256; i++) {
        if (i == '\n' || i == '\r')
            want[len++] = '\r';
        want[len++] = i == '\r' ? '\n' : (char)i;
    }
    for (i = 1; i < 20; i++) {
        n = encode(&d, got, all, sizeof all, i, i, i + 1, 1);
        expect(got, n, want, len);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exhaustive),
        cmocka_unit_test(examples),
        cmocka_unit_test(no_room),
        cmocka_unit_test(any_byte),
    };
    int failed;

    guard_new(&in, 4096);
    guard_new(&out, 4096);
    failed = cmocka_run_group_tests_name("dots", tests, NULL, NULL);
    guard_free(&in);
    guard_free(&out);
    return failed;
}

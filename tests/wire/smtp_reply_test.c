/* SPDX-License-Identifier: MIT */
#include "wire/smtp_reply.h"
#include "support/guard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define TAIL_MAX 6

static struct guard guard;

/* --- the grammar of smtp_reply.h, read from left to right --- */

static int digit(const char *p, const char *end)
{
    return p < end && *p >= '0' && *p <= '9';
}

/* "." 1*3DIGIT at *p, which moves behind it; -1: it is not there. */
static int32_t part(const char **p, const char *end)
{
    int32_t value = 0;
    int digits = 0;

    if (*p == end || **p != '.')
        return -1;
    for (++*p; digits < 3 && digit(*p, end); ++*p, digits++)
        value = value * 10 + **p - '0';
    return digits ? value : -1;
}

/* The status code of a reply of class `class` at p: 0, or its number; *p moves to the words. */
static int32_t status(char class, const char **p, const char *end)
{
    const char *at = *p;
    int32_t subject, detail;

    if (at == end || *at != class || (class != '2' && class != '4' && class != '5'))
        return 0;
    at++;
    subject = part(&at, end);
    detail = subject < 0 ? -1 : part(&at, end);
    if (detail < 0 || (at < end && *at != ' '))
        return 0;
    *p = at + (at < end);
    return (class - '0') * 100000 + subject * 1000 + detail;
}

static int by_grammar(struct mw_smtp_line *line, const char *p, size_t n)
{
    const char *start = p, *end = p + n;

    if (!digit(p, end) || !digit(p + 1, end) || !digit(p + 2, end) || *p < '2' || *p > '5')
        return 0;
    line->code = (uint16_t)((p[0] - '0') * 100 + (p[1] - '0') * 10 + p[2] - '0');
    p += 3;
    line->more = 0;
    if (p < end) {
        if (*p != ' ' && *p != '-')
            return 0;
        line->more = *p++ == '-';
    }
    line->enhanced = status(*start, &p, end);
    line->text_at = (uint8_t)(p - start);
    return 1;
}

static void check(const char *p, size_t n)
{
    struct mw_smtp_line want, got;
    int is = by_grammar(&want, p, n);

    memset(&got, 0xee, sizeof got);
    assert_int_equal(mw_smtp_line(&got, guard_copy(&guard, p, n), n), is);
    if (!is)
        return;
    assert_int_equal(got.code, want.code);
    assert_int_equal(got.more, want.more);
    assert_int_equal(got.enhanced, want.enhanced);
    assert_int_equal(got.text_at, want.text_at);
    assert_true(got.text_at <= n);
}

/* Each prefix with all tails of up to six bytes. */
static void exhaustive(void **state)
{
    static const char *const prefixes[] = { "",     "250 ", "250-", "354 ",     "450 ",
                                            "55",   "571 ", "550",  "550 5.1.", "250-2.0",
                                            "421 4.", "535 5.78" };
    static const char alphabet[] = { '2', '5', '0', '9', '.', ' ', '-', 'x' };
    char p[16];
    size_t i, n, k, at;
    unsigned long v;

    (void)state;
    for (i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        at = strlen(prefixes[i]);
        memcpy(p, prefixes[i], at);
        for (n = 0; n <= TAIL_MAX; n++)
            for (v = 0; v < 1ul << 3 * n; v++) {
                for (k = 0; k < n; k++)
                    p[at + k] = alphabet[v >> 3 * k & 7];
                check(p, at + n);
            }
    }
}

/* All codes, and all bytes where a separator stands. */
static void codes(void **state)
{
    char p[5];
    int code, c;

    (void)state;
    for (code = 0; code < 1000; code++) {
        p[0] = (char)('0' + code / 100);
        p[1] = (char)('0' + code / 10 % 10);
        p[2] = (char)('0' + code % 10);
        check(p, 3);
        p[3] = ' ';
        check(p, 4);
    }
    memcpy(p, "250 x", 5);
    for (c = 0; c < 256; c++) {
        p[3] = (char)c;
        check(p, 4);
        check(p, 5);
    }
    for (code = 0; code < 3; code++)
        for (c = 0; c < 256; c++) {
            memcpy(p, "250 x", 5);
            p[code] = (char)c;
            check(p, 5);
        }
}

static void expect(const char *text, unsigned code, int more, int32_t enhanced, const char *words)
{
    struct mw_smtp_line line;
    size_t n = strlen(text);
    const char *p = guard_copy(&guard, text, n);

    assert_int_equal(mw_smtp_line(&line, p, n), 1);
    assert_int_equal(line.code, code);
    assert_int_equal(line.more, more);
    assert_int_equal(line.enhanced, enhanced);
    assert_int_equal(n - line.text_at, strlen(words));
    assert_memory_equal(p + line.text_at, words, strlen(words));
    check(text, n);
}

static void examples(void **state)
{
    (void)state;
    expect("250", 250, 0, 0, "");
    expect("250 ", 250, 0, 0, "");
    expect("250-", 250, 1, 0, "");
    expect("250 ok", 250, 0, 0, "ok");
    expect("250  ok", 250, 0, 0, " ok");
    expect("250-2.1.5 ok", 250, 1, 201005, "ok");
    expect("250 2.0.0", 250, 0, 200000, "");
    expect("535 5.7.8 no", 535, 0, 507008, "no");
    expect("550 5.999.999 x", 550, 0, 500000 + 999 * 1000 + 999, "x");
    expect("550 5.1.1000 x", 550, 0, 0, "5.1.1000 x");
    expect("550 5.1234.1 x", 550, 0, 0, "5.1234.1 x");
    expect("550 5.7.1: x", 550, 0, 0, "5.7.1: x");
    expect("550 4.7.1 x", 550, 0, 0, "4.7.1 x"); /* another class than the reply's */
    expect("354 3.0.0 x", 354, 0, 0, "3.0.0 x"); /* no such class */
    expect("550 5.7 x", 550, 0, 0, "5.7 x");
    expect("550 5..7 x", 550, 0, 0, "5..7 x");
    expect("571 \xff\x01", 571, 0, 0, "\xff\x01");
    expect("599 x", 599, 0, 0, "x");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exhaustive),
        cmocka_unit_test(codes),
        cmocka_unit_test(examples),
    };
    int failed;

    guard_new(&guard, 4096);
    failed = cmocka_run_group_tests_name("smtp_reply", tests, NULL, NULL);
    guard_free(&guard);
    return failed;
}

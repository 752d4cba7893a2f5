/* SPDX-License-Identifier: MIT */
#include "wire/smtp_path.h"
#include "support/guard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define INPUT_MAX 6

static struct guard guard;

/* --- the grammar of smtp_path.h: a Mailbox is what can be cut at some "@" so that both sides are
   right --- */

static int all_of(const char *p, size_t n, const char *allowed)
{
    size_t i;

    for (i = 0; i < n; i++)
        if (!p[i] || ((unsigned char)p[i] < 0x80 && !strchr(allowed, p[i])))
            return 0;
    return n > 0;
}

#define LETTERS_DIGITS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

static int is_quoted(const char *p, size_t n)
{
    size_t i;

    if (n < 2 || p[0] != '"' || p[n - 1] != '"')
        return 0;
    for (i = 1; i < n - 1; i++) {
        unsigned char c = (unsigned char)p[i];

        if (c == '\\') {
            c = (unsigned char)p[++i];
            if (i == n - 1 || c < 32 || c > 126)
                return 0;
        } else if (c < 32 || c == 34 || c == 127) {
            return 0;
        }
    }
    return 1;
}

static int is_local_part(const char *p, size_t n)
{
    return all_of(p, n, LETTERS_DIGITS "!#$%&'*+-/=?^_`{|}~.") || is_quoted(p, n);
}

static int is_domain(const char *p, size_t n)
{
    const char *dot = memchr(p, '.', n);
    size_t label = dot ? (size_t)(dot - p) : n;

    if (!all_of(p, label, LETTERS_DIGITS "-_"))
        return 0;
    return !dot || is_domain(dot + 1, n - label - 1);
}

static int is_literal(const char *p, size_t n)
{
    return n > 2 && p[0] == '[' && p[n - 1] == ']' && (unsigned char)p[1] < 0x80 &&
           all_of(p + 1, n - 2, LETTERS_DIGITS ".:-") && !memchr(p, 0xc3, n);
}

/* Of the only bytes above 127 in these tests: C3 and BC, which together are one letter. */
static int is_good_8bit(const char *p, unsigned how)
{
    for (; *p; p++)
        if ((unsigned char)*p == 0xc3 && (unsigned char)p[1] == 0xbc && (how & MW_PATH_UTF8))
            p++;
        else if ((unsigned char)*p > 127)
            return 0;
    return 1;
}

static int by_grammar(const char *p, unsigned how)
{
    size_t n = strlen(p), i;

    if (!is_good_8bit(p, how))
        return 0;
    if ((how & MW_PATH_NO_DOMAIN) && is_local_part(p, n))
        return 1;
    for (i = 0; i < n; i++)
        if (p[i] == '@' && is_local_part(p, i) &&
            (is_domain(p + i + 1, n - i - 1) || is_literal(p + i + 1, n - i - 1)))
            return 1;
    return 0;
}

static void check(const char *p, size_t n)
{
    const char *at = guard_copy(&guard, p, n + 1);
    unsigned how;

    for (how = 0; how < 4; how++)
        if ((mw_smtp_is_mailbox(at, how) != 0) != by_grammar(p, how))
            fail_msg("\"%s\" with %u", p, how);
}

/* A prefix, all strings of up to `most` bytes of an alphabet of eight, a suffix. */
static void all(const char *prefix, const char *alphabet, size_t most, const char *suffix)
{
    char p[48];
    size_t at = strlen(prefix), n, i;
    unsigned long k;

    memcpy(p, prefix, at);
    for (n = 0; n <= most; n++)
        for (k = 0; k < 1ul << 3 * n; k++) {
            for (i = 0; i < n; i++)
                p[at + i] = alphabet[k >> 3 * i & 7];
            strcpy(p + at + n, suffix);
            check(p, strlen(p));
        }
}

static void exhaustive(void **state)
{
    (void)state;
    all("", "a@.\"\\[] ", INPUT_MAX, "");
    all("", "a@\xc3\xbc\"\\-\x7f", INPUT_MAX, "");
    all("\"", "a@.\"\\\n >", 5, "\"@b");
    all("a@[", "a1:.[]\\\xc3", 5, "]");
    all("a@b", "a@.-_<> ", 5, "c");
}

/* Each byte at each kind of place. */
static void bytes(void **state)
{
    static const char *const places[] = { "?@b", "a?@b", "\"?\"@b", "\"\\?\"@b", "a@?", "a@b?c",
                                          "a@[?]", "?" };
    char p[16];
    size_t i;
    int c;

    (void)state;
    for (i = 0; i < sizeof places / sizeof *places; i++)
        for (c = 1; c < 256; c++) {
            strcpy(p, places[i]);
            *strchr(p, '?') = (char)c;
            check(p, strlen(p));
        }
}

static void expect(const char *p, unsigned how, int want)
{
    assert_int_equal(mw_smtp_is_mailbox(guard_copy(&guard, p, strlen(p) + 1), how) != 0, want);
}

static void examples(void **state)
{
    (void)state;
    expect("ann@example.org", 0, 1);
    expect("a.b+c=d_e@sub.example.org", 0, 1);
    expect(".a..b.@example.org", 0, 1); /* such addresses exist */
    expect("\"a b\\\"@\"@example.org", 0, 1);
    expect("\"\"@example.org", 0, 1);
    expect("ann@[192.0.2.1]", 0, 1);
    expect("ann@[IPv6:2001:db8::1]", 0, 1);
    expect("ann@localhost", 0, 1);
    expect("ann@under_score.example", 0, 1);
    expect("postmaster", 0, 0);
    expect("postmaster", MW_PATH_NO_DOMAIN, 1);
    expect("\"post master\"", MW_PATH_NO_DOMAIN, 1);
    expect("", MW_PATH_NO_DOMAIN, 0);
    expect("", 0, 0);
    expect("@example.org", 0, 0);
    expect("ann@", 0, 0);
    expect("ann@", MW_PATH_NO_DOMAIN, 0);
    expect("ann@.org", 0, 0);
    expect("ann@org.", 0, 0);
    expect("ann@a..b", 0, 0);
    expect("ann@b@c", 0, 0);
    expect("<ann@example.org>", 0, 0);
    expect("ann@example.org>", 0, 0);
    expect("ann@example.org> SIZE=1", 0, 0);
    expect("ann@example.org\r\nDATA", 0, 0);
    expect("\"ann\r\nDATA\"@example.org", 0, 0);
    expect("\"ann\\\r\nDATA\"@example.org", 0, 0);
    expect("\"ann@example.org", 0, 0);
    expect("\"ann\\\"@example.org", 0, 0);
    expect("\"ann\"x@example.org", 0, 0);
    expect("ann smith@example.org", 0, 0);
    expect("ann@[]", 0, 0);
    expect("ann@[1.2.3.4", 0, 0);
    expect("ann@[1.2.3.4]x", 0, 0);
    expect("@a,@b:c@d", 0, 0);
    expect("j\xc3\xbcrgen@b\xc3\xbc" "cher.example", 0, 0);
    expect("j\xc3\xbcrgen@b\xc3\xbc" "cher.example", MW_PATH_UTF8, 1);
    expect("j\xfcrgen@example.org", MW_PATH_UTF8, 0);
    expect("j\xc0\x80@example.org", MW_PATH_UTF8, 0);
    expect("\"\xc3\xbc\"@example.org", MW_PATH_UTF8, 1);
}

static void encode(char *to, size_t cap, const char *p, int utf8)
{
    struct mw_text t = { NULL, 0, 0 };

    t.p = to;
    t.cap = cap;
    mw_smtp_xtext(&t, p, utf8);
    assert_true(t.len < cap);
    to[t.len] = 0;
}

/* RFC 3461 4: xchar = any ASCII CHAR between "!" (33) and "~" (126) inclusive, except for "+" and
   "="; RFC 6533 3: QCHAR is the same without "\\". What is no text need not be encoded. */
static void xchars(void **state)
{
    char one[2] = "", want[16], got[16];
    int c, utf8, stands;

    (void)state;
    for (c = 1; c < 256; c++) {
        one[0] = (char)c;
        assert_int_equal(mw_smtp_is_text(guard_copy(&guard, one, 2), 0) != 0, c >= 32 && c <= 126);
        for (utf8 = 0; utf8 < 2 && c >= 32 && c <= 126; utf8++) {
            stands = c >= 33 && c <= 126 && c != '+' && c != '=' && !(utf8 && c == '\\');
            snprintf(want, sizeof want, stands ? "%c" : utf8 ? "\\x{%02X}" : "+%02X", (unsigned)c);
            encode(got, sizeof got, guard_copy(&guard, one, 2), utf8);
            assert_string_equal(got, want);
        }
    }
    encode(got, sizeof got, "j\xc3\xbc n", 1);
    assert_string_equal(got, "j\xc3\xbc\\x{20}n");
}

static void texts(void **state)
{
    (void)state;
    assert_false(mw_smtp_is_text("", 0));
    assert_false(mw_smtp_is_text("", 1));
    assert_true(mw_smtp_is_text("a b", 0));
    assert_false(mw_smtp_is_text("a\r", 1));
    assert_false(mw_smtp_is_text("j\xc3\xbc", 0));
    assert_true(mw_smtp_is_text("j\xc3\xbc", 1));
    assert_false(mw_smtp_is_text("j\xc3", 1));
    assert_false(mw_smtp_is_text("j\xc3\xbc\x7f", 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exhaustive),
        cmocka_unit_test(bytes),
        cmocka_unit_test(examples),
        cmocka_unit_test(xchars),
        cmocka_unit_test(texts),
    };
    int failed;

    guard_new(&guard, 4096);
    failed = cmocka_run_group_tests_name("smtp_path", tests, NULL, NULL);
    guard_free(&guard);
    return failed;
}

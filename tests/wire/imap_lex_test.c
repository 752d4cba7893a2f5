/* SPDX-License-Identifier: MIT */
#include "wire/imap_lex.h"
#include "support/guard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include <mailwire/error.h>

static struct guard guard;
static uint8_t loose; /* how each scan begins */

/* Scans text, given in pieces of `chunk` bytes that each end at a closed page. *end is where the
   element ends. */
static int scan_in_pieces(unsigned how, const char *text, size_t n, size_t chunk, uint32_t *end)
{
    struct mw_imap_lex x;
    size_t have = 0;
    int rc = MW_WANT_READ;

    memset(&x, 0, sizeof x);
    x.loose = loose;
    *end = 0;
    while (rc == MW_WANT_READ && have < n) {
        have = n - have < chunk ? n : have + chunk;
        rc = mw_imap_scan(&x, how, guard_copy(&guard, text, have), have, end);
        if (rc == MW_WANT_READ)
            assert_int_equal(*end, have);
    }
    if (rc == MW_OK) { /* asking again changes nothing, and all is as at the start */
        assert_int_equal(mw_imap_scan(&x, how, guard_copy(&guard, text, have), have, end), MW_OK);
        assert_int_equal(x.depth, 0);
        assert_int_equal(x.state, 0);
        assert_int_equal(x.loose, 0);
    }
    return rc;
}

/* The same result whatever the pieces. */
static void expect_bytes(unsigned how, const char *text, size_t n, int want, size_t want_end)
{
    size_t chunk;
    uint32_t end;

    for (chunk = 1; chunk <= n; chunk++) {
        assert_int_equal(scan_in_pieces(how, text, n, chunk, &end), want);
        if (want >= 0)
            assert_int_equal(end, want_end);
    }
}

static void expect(unsigned how, const char *text, int want, size_t want_end)
{
    expect_bytes(how, text, strlen(text), want, want_end);
}

static void atoms(void **state)
{
    (void)state;
    expect(0, "FLAGS (", MW_OK, 5);
    expect(0, "12)", MW_OK, 2);
    expect(0, "OK\r\n", MW_OK, 2);
    expect(0, "OK\n", MW_OK, 2);
    expect(0, "\\Seen ", MW_OK, 5);
    expect(0, "a[b]c ", MW_OK, 5);
    expect(0, " x", MW_OK, 0);
    expect(0, ")", MW_OK, 0);
    expect(0, "\r\n", MW_OK, 0);
    expect(0, "abc", MW_WANT_READ, 0);
    expect_bytes(0, "a\0\xff\x7f ", 5, MW_OK, 4);
}

static void quoted_strings(void **state)
{
    (void)state;
    expect(0, "\"a b)c\" ", MW_OK, 7);
    expect(0, "\"\" ", MW_OK, 2);
    expect(0, "\"a\\\"b\\\\\" ", MW_OK, 8);
    expect(0, "\"{3}\" ", MW_OK, 5);
    expect(0, "\"\\{3}\" ", MW_OK, 6);
    expect(0, "\"3D\"Windows\"\" ", MW_OK, 13);
    expect(0, "\"a\r\n", MW_E_PROTOCOL, 0);
    expect(0, "(\"a\r\n", MW_E_PROTOCOL, 0);
    expect(0, "(\"a\\\r\n", MW_E_PROTOCOL, 0);
    expect(0, "(\"a\\\n", MW_E_PROTOCOL, 0);
    expect(0, "\"a\\", MW_WANT_READ, 0);
}

static void literals(void **state)
{
    (void)state;
    expect(0, "{3}\r\na)b ", MW_OK, 8);
    expect(0, "{3}\na)b ", MW_OK, 7);
    expect(0, "{0}\r\n ", MW_OK, 5);
    expect(0, "~{3}\r\n\r\n) ", MW_OK, 9);
    expect(0, "{3+}\r\n\"\"\" ", MW_OK, 9);
    expect(0, "{3-}\r\n((( ", MW_OK, 9);
    expect(0, "{003}\r\n((( ", MW_OK, 10);
    expect(0, "{3}\r\n{9}\r\n", MW_OK, 8);
    expect(0, "{3}\r\n{9}{2}\r\n)) ", MW_E_PROTOCOL, 0);
    expect(0, "{3}\r\nabcd ", MW_E_PROTOCOL, 0);
    expect(0, "({3}\r\nabc\"x\") ", MW_E_PROTOCOL, 0);
    expect(0, "({0}\r\nx) ", MW_E_PROTOCOL, 0);
    expect(0, "({0}\r\n) ", MW_OK, 7);
    expect(MW_LEX_ARGS, "{1}\r\nx]", MW_OK, 6);
    expect(MW_LEX_LINE, "{1}\r\nx\n", MW_OK, 6);
    expect(0, "{3} ", MW_OK, 3);
    expect(0, "{3}x ", MW_OK, 4);
    expect(0, "{} ", MW_OK, 2);
    expect(0, "{-3}\r\n", MW_E_PROTOCOL, 0);
    expect(0, "{-3}) ", MW_OK, 4);
    expect(0, "{-} ", MW_OK, 3);
    expect(0, "{--3} ", MW_OK, 5);
    expect(0, "{3 }\r\n", MW_OK, 2);
    expect(0, "{3++}\r\n", MW_E_PROTOCOL, 0);
    expect(0, "{3++} ", MW_OK, 5);
    expect(0, "{3x\n", MW_E_PROTOCOL, 0);
    expect(0, "{}\r\n", MW_E_PROTOCOL, 0);
    expect(0, "a{b}c) ", MW_OK, 5);
    expect(0, "{3}\r ", MW_OK, 4);
    expect(0, "({3}x\r\n", MW_E_PROTOCOL, 0);
    expect(0, "({-3}\r\n", MW_E_PROTOCOL, 0);
    expect(0, "{18446744073709551616}", MW_E_PROTOCOL, 0);
    expect(0, "{99999999999999999999999999}", MW_E_PROTOCOL, 0);
    expect(0, "{9999999999999999999}\r\nabc", MW_WANT_READ, 0);
    expect_bytes(0, "{4}\r\n\0\r\n\xff ", 10, MW_OK, 9);
}

static void lists(void **state)
{
    (void)state;
    expect(0, "() ", MW_OK, 2);
    expect(0, "(a (b \"c)\" {1}\r\n)) d)x ", MW_OK, 22);
    expect(0, "(a)b(c) ", MW_OK, 7);
    expect(0, "((a) ", MW_WANT_READ, 0);
    expect(0, "(a\r\n", MW_E_PROTOCOL, 0);
    expect(0, "(a]) ", MW_OK, 4);
}

static void names(void **state)
{
    (void)state;
    expect(MW_LEX_NAME, "FLAGS(", MW_OK, 5);
    expect(MW_LEX_NAME, "BODY[]\"", MW_OK, 6);
    expect(MW_LEX_NAME, "BODY[]{", MW_OK, 6);
    expect(MW_LEX_NAME, "BODY[]<10> ", MW_OK, 10);
    expect(MW_LEX_NAME, "BODY[HEADER.FIELDS (A \"b]\" {1}\r\n])] ", MW_OK, 35);
    expect(MW_LEX_NAME, "BODY[HEADER\r\n", MW_E_PROTOCOL, 0);
    expect(MW_LEX_NAME, "X] ", MW_OK, 2);
    expect(MW_LEX_NAME, "(", MW_OK, 0);
}

static void codes(void **state)
{
    (void)state;
    expect(MW_LEX_CODE, "ALERT]", MW_OK, 5);
    expect(MW_LEX_CODE, "(\\Seen [x] \\*)] ", MW_OK, 14);
    expect(MW_LEX_CODE, "\"a]b\"]", MW_OK, 5);
    expect(MW_LEX_CODE, "({1}\r\n])]", MW_OK, 8);
    expect(MW_LEX_CODE, "a)b)]", MW_OK, 4);
    expect(MW_LEX_CODE, "(a \"b\r\n", MW_E_PROTOCOL, 0);
    expect(MW_LEX_CODE, "(a b\n", MW_OK, 4);
}

static void lines(void **state)
{
    (void)state;
    expect(MW_LEX_LINE, " a )(] {3} \r\n", MW_OK, 12);
    expect(MW_LEX_LINE, " a \" {3}\r\n", MW_E_PROTOCOL, 0);
    expect(MW_LEX_LINE, "a {3}\r\n\r\n) b\r\n", MW_OK, 13);
    expect(MW_LEX_LINE, "a \"b\" {3}\r\n\r\n) b\n", MW_OK, 16);
    expect(MW_LEX_LINE, "a {3} \n", MW_OK, 6);
    expect(MW_LEX_LINE, "\n", MW_OK, 0);
}

static void arguments(void **state)
{
    (void)state;
    expect(MW_LEX_ARGS, "1 (a] b) \"]\" {1}\r\n] x] y", MW_OK, 21);
    expect(MW_LEX_ARGS, "1 a) b]", MW_OK, 6);
    expect(MW_LEX_ARGS, "1 (a]\r\n", MW_OK, 6);
    expect(MW_LEX_ARGS, "]", MW_OK, 0);
}

static void sets(void **state)
{
    (void)state;
    expect(MW_LEX_SET, "1:2,3", MW_OK, 3);
    expect(MW_LEX_SET, ",", MW_OK, 0);
    expect(MW_LEX_SET, "12)", MW_OK, 2);
    expect(MW_LEX_SET, "ALL(", MW_OK, 3);
    expect(MW_LEX_SET, "(", MW_OK, 0);
    expect(MW_LEX_SET, "\"a,(b\" ", MW_OK, 6);
    expect(MW_LEX_LIST, "(1 (2)(3))(4) ", MW_OK, 10);
    expect(MW_LEX_LIST, "(1) ", MW_OK, 3);
    expect(MW_LEX_LIST, "x(1) ", MW_OK, 1);
}

/* A quote, escaped or not, ends a string only where something may follow. */
static void loose_quotes(void **state)
{
    (void)state;
    loose = 1;
    expect(0, "(\"a\"b\" x) ", MW_OK, 9);
    expect(0, "(\"a\"b) ( \"c\") ", MW_OK, 13);
    expect(0, "(\"qq.com\\\") ", MW_OK, 11);
    expect(0, "(\"a\\\"b\") ", MW_OK, 8);
    expect(0, "(\"a\\\\\") ", MW_OK, 7);
    expect(0, "(\"\" \"\"\"\" \"\"x\"\") ", MW_OK, 15);
    expect(0, "(\"a\"(\"b\")) ", MW_OK, 10);
    expect(0, "(\"a\"\r\n", MW_E_PROTOCOL, 0);
    expect(0, "(\"a b\n", MW_E_PROTOCOL, 0);
    expect(MW_LEX_LINE, "\"a\"b {3}\r\n", MW_OK, 9);
    expect(MW_LEX_LINE, "\"a\"b\" {2}\r\n\r\n\n", MW_OK, 13);
    expect(MW_LEX_CODE, "\"a\"]\"]", MW_OK, 3);
    expect(MW_LEX_BODY, "(\"a\"b\") ", MW_OK, 7);
    expect(MW_LEX_BODY, "{3}\r\n", MW_LEX_LITERAL, 5);
    loose = 0;
}

static void bodies(void **state)
{
    struct mw_imap_lex x;
    uint32_t at = 0;

    (void)state;
    expect(MW_LEX_BODY, "{12}\r\nabc", MW_LEX_LITERAL, 6);
    expect(MW_LEX_BODY, "~{0}\r\n", MW_LEX_LITERAL, 6);
    expect(MW_LEX_BODY, "NIL)", MW_OK, 3);
    expect(MW_LEX_BODY, "\"", MW_OK, 0);
    expect(MW_LEX_BODY, "({2}\r\n))) ", MW_OK, 9);
    memset(&x, 0, sizeof x);
    assert_int_equal(mw_imap_scan(&x, MW_LEX_BODY, "{4711}\r\n", 8, &at), MW_LEX_LITERAL);
    assert_int_equal(x.left, 4711);
    assert_int_equal(x.state, 0);
}

static void depth(void **state)
{
    static char deep[MW_LEX_DEPTH_MAX + 1];
    struct mw_imap_lex x;
    uint32_t at = 0;

    (void)state;
    memset(&x, 0, sizeof x);
    memset(deep, '(', sizeof deep);
    assert_int_equal(mw_imap_scan(&x, 0, deep, sizeof deep - 1, &at), MW_WANT_READ);
    assert_int_equal(mw_imap_scan(&x, 0, deep, sizeof deep, &at), MW_E_FLOOD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(atoms), cmocka_unit_test(quoted_strings), cmocka_unit_test(literals),
        cmocka_unit_test(lists), cmocka_unit_test(names),          cmocka_unit_test(codes),
        cmocka_unit_test(lines), cmocka_unit_test(bodies),         cmocka_unit_test(depth),
        cmocka_unit_test(sets),  cmocka_unit_test(arguments),      cmocka_unit_test(loose_quotes),
    };
    int failed;

    guard_new(&guard, 4096);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    guard_free(&guard);
    return failed;
}

/* SPDX-License-Identifier: MIT */
#include "support/readers.h"
#include "support/unit.h"

#include <mailwire/error.h>

#include <stdio.h>

/* Values as they come: w(ord), n(umber), s(tring), N(IL), and parentheses, each with its depth. */
static void expect_bytes(const char *data, size_t n, uint32_t quirks, const char *want)
{
    static const char letters[] = "?wnsN()";
    char got[1024] = "";
    mw_imap_cursor c, strict;
    mw_value v;
    size_t at = 0;
    int rc;

    mw_data_begin(&c, data, n, 0);
    while (mw_imap_value_next(&c, &v) == 1) {
        at += (size_t)snprintf(got + at, sizeof got - at, "%c%u", letters[v.type], v.depth);
        if (v.type == MW_VALUE_NUMBER)
            at += (size_t)snprintf(got + at, sizeof got - at, "=%lu", (unsigned long)v.number);
        else if (v.type == MW_VALUE_WORD || v.type == MW_VALUE_STRING)
            at += (size_t)snprintf(got + at, sizeof got - at, "=%s", readers_text(v.raw));
        got[at++] = ' ';
        got[at] = 0;
    }
    assert_string_equal(got, want);
    assert_int_equal(c.quirks, quirks);
    mw_data_begin(&strict, data, n, MW_DATA_STRICT);
    while ((rc = mw_imap_value_next(&strict, &v)) == 1)
        ;
    assert_int_equal(rc, quirks ? MW_E_PROTOCOL : 0);
    readers_damage(data, n);
}

static void expect(const char *data, uint32_t quirks, const char *want)
{
    expect_bytes(data, strlen(data), quirks, want);
}

static void of_all_kinds(void **state)
{
    (void)state;
    expect("", 0, "");
    expect("a", 0, "w0=a ");
    expect("IMAP4rev2 AUTH=PLAIN LITERAL- nil", 0, "w0=IMAP4rev2 w0=AUTH=PLAIN w0=LITERAL- N0 ");
    expect("1 0 18446744073709551615 007", 0, "n0=1 n0=0 n0=18446744073709551615 n0=7 ");
    expect("18446744073709551616 -1 9.3e+06 1:2 nilly", 0,
           "w0=18446744073709551616 w0=-1 w0=9.3e+06 w0=1:2 w0=nilly ");
    expect("(a (b) \"c\")", 0, "(0 w1=a (1 w2=b )1 s1=c )0 ");
    expect("(()())", 0, "(0 (1 )1 (1 )1 )0 ");
    expect("\"\" \"a\\\"b\\\\\" {3}\r\n)\"( ~{1}\n ", 0, "s0= s0=a\"b\\ s0=)\"( s0=  ");
    expect_bytes("{2}\r\n\0\r", 7, 0, "s0= ");
    /* INPROGRESS (RFC 9585), BADCHARSET, METADATA MAXSIZE, a URL of REFERRAL */
    expect("(\"tag\" 454 1000)", 0, "(0 s1=tag n1=454 n1=1000 )0 ");
    expect("(UTF-8 \"US-ASCII\")", 0, "(0 w1=UTF-8 s1=US-ASCII )0 ");
    expect("MAXSIZE 1024", 0, "w0=MAXSIZE n0=1024 ");
    expect("IMAP://user;AUTH=*@SERVER/INBOX/;UID=1", 0,
           "w0=IMAP://user;AUTH=*@SERVER/INBOX/;UID=1 ");
}

static void of_servers(void **state)
{
    (void)state;
    expect("a  b", MW_DATA_QUIRK_SPACE, "w0=a w0=b ");
    expect(" a", MW_DATA_QUIRK_SPACE, "w0=a ");
    expect("a ", MW_DATA_QUIRK_SPACE, "w0=a ");
    expect("a\t", MW_DATA_QUIRK_SPACE, "w0=a ");
    expect("a\r\n", MW_DATA_QUIRK_SPACE, "w0=a ");
    expect("a(b)", MW_DATA_QUIRK_SPACE, "w0=a (0 w1=b )0 ");
    expect("(b)a", MW_DATA_QUIRK_SPACE, "(0 w1=b )0 w0=a ");
    expect(")", MW_DATA_QUIRK_PARENS, "");
    expect("a) b)", MW_DATA_QUIRK_PARENS, "w0=a w0=b ");
    expect("((a)", MW_DATA_QUIRK_CUT, "(0 (1 w2=a )1 ");
    expect("\"a", MW_DATA_QUIRK_CUT, "s0=a ");
    expect("\"a\\", MW_DATA_QUIRK_CUT, "s0=a\\ ");
    expect("\"", MW_DATA_QUIRK_CUT, "s0= ");
    expect("\"a\n\"b\"", MW_DATA_QUIRK_CUT | MW_DATA_QUIRK_SPACE, "s0=a s0=b ");
    expect("{4}\r\nabc", MW_DATA_QUIRK_CUT, "s0=abc ");
    expect("{18446744073709551615}\r\nabc", MW_DATA_QUIRK_CUT, "s0=abc ");
    expect("{4}", 0, "w0={4} ");
    expect("{4+", 0, "w0={4+ ");
    expect("~{x", 0, "w0=~{x ");
    expect("~", 0, "w0=~ ");
    expect("a\"b", MW_DATA_QUIRK_QUOTE, "w0=a\"b ");
    expect("\"a\"b\"", MW_DATA_QUIRK_QUOTE, "s0=a\"b ");
    expect("\"a\"b\" NIL \"c\"", MW_DATA_QUIRK_QUOTE, "s0=a\"b N0 s0=c ");
    expect("\"a\"b\" nilly\" NIL)", MW_DATA_QUIRK_QUOTE | MW_DATA_QUIRK_PARENS,
           "s0=a\"b\" nilly N0 ");
    expect("\"a\\\" \\\"b\\\" \"c\"", MW_DATA_QUIRK_BACKSLASH | MW_DATA_QUIRK_QUOTE,
           "s0=a\\ w0=\\\"b\\\" s0=c ");
    expect("\"a\\\") \"b\"", MW_DATA_QUIRK_BACKSLASH | MW_DATA_QUIRK_PARENS, "s0=a\\ s0=b ");
}

static void skipping(void **state)
{
    mw_imap_cursor c;
    mw_value v;

    (void)state;
    mw_data_begin(&c, "x (a (b)) y", 11, 0);
    assert_int_equal(mw_imap_value_next(&c, &v), 1);
    assert_int_equal(mw_imap_value_skip(&c, &v), MW_OK);
    assert_int_equal(v.raw.len, 1);
    assert_int_equal(mw_imap_value_next(&c, &v), 1);
    assert_int_equal(mw_imap_value_skip(&c, &v), MW_OK);
    assert_int_equal(v.raw.len, 7);
    assert_memory_equal(v.raw.p, "(a (b))", 7);
    assert_int_equal(mw_imap_value_next(&c, &v), 1);
    assert_string_equal(readers_text(v.raw), "y");
    assert_int_equal(mw_imap_value_next(&c, &v), 0);
}

static void expect_one(const char *data, uint32_t quirks, unsigned type, uint64_t number,
                       const char *text)
{
    uint32_t seen;
    mw_value v;

    assert_int_equal(mw_imap_value_read(data, strlen(data), 0, &v, &seen), MW_OK);
    assert_int_equal(seen, quirks);
    assert_int_equal(v.type, type);
    assert_int_equal(v.number, number);
    assert_string_equal(readers_text(v.raw), text);
    assert_int_equal(mw_imap_value_read(data, strlen(data), MW_DATA_STRICT, &v, NULL),
                     quirks ? MW_E_PROTOCOL : MW_OK);
}

static void one_value(void **state)
{
    (void)state;
    expect_one("12345", 0, MW_VALUE_NUMBER, 12345, "12345");
    expect_one("(12345)", 0, MW_VALUE_NUMBER, 12345, "12345");
    expect_one("(0)", 0, MW_VALUE_NUMBER, 0, "0");
    expect_one("(-1)", 0, MW_VALUE_WORD, MW_UNKNOWN, "-1");
    expect_one("(M6d99ac3275bb4e)", 0, MW_VALUE_WORD, MW_UNKNOWN, "M6d99ac3275bb4e");
    expect_one("NIL", 0, MW_VALUE_NIL, MW_UNKNOWN, "NIL");
    expect_one("{5}\r\nHello", 0, MW_VALUE_STRING, MW_UNKNOWN, "Hello");
    expect_one("(1 2)", MW_DATA_QUIRK_EXTRA, MW_VALUE_NUMBER, 1, "1");
    expect_one("1 2", MW_DATA_QUIRK_EXTRA, MW_VALUE_NUMBER, 1, "1");
    expect_one("()", MW_DATA_QUIRK_EMPTY, 0, MW_UNKNOWN, "NIL");
    expect_one("", 0, 0, MW_UNKNOWN, "NIL");
}

static void expect_number(const char *data, uint32_t quirks, uint64_t number)
{
    uint32_t seen;
    uint64_t n;

    assert_int_equal(mw_imap_number_read(data, strlen(data), 0, &n, &seen), MW_OK);
    assert_true(n == number);
    assert_int_equal(seen, quirks);
    assert_int_equal(mw_imap_number_read(data, strlen(data), MW_DATA_STRICT, &n, NULL),
                     quirks ? MW_E_PROTOCOL : MW_OK);
}

/* field.md 4.1, 4.7 */
static void numbers(void **state)
{
    (void)state;
    expect_number("4294967296", 0, 4294967296);
    expect_number("(12345)", 0, 12345);
    expect_number("(0)", 0, 0);
    expect_number("(-1)", MW_DATA_QUIRK_NUMBER, MW_UNKNOWN);
    expect_number("9.3736e+06", MW_DATA_QUIRK_NUMBER, MW_UNKNOWN);
    expect_number("NIL", MW_DATA_QUIRK_NUMBER, MW_UNKNOWN);
    expect_number("", MW_DATA_QUIRK_MISSING, MW_UNKNOWN);
    expect_number("()", MW_DATA_QUIRK_EMPTY | MW_DATA_QUIRK_MISSING, MW_UNKNOWN);
    expect_number("12 ", MW_DATA_QUIRK_SPACE, 12);
}

static mw_slice slice(const char *data)
{
    mw_slice s;

    s.p = data;
    s.len = strlen(data);
    return s;
}

static void copies(void **state)
{
    char buf[8];
    mw_slice nil = {NULL, 0};

    (void)state;
    assert_int_equal(mw_imap_string_copy(slice("\"a\\\"b\""), buf, sizeof buf), 3);
    assert_string_equal(buf, "a\"b");
    assert_int_equal(mw_imap_string_copy(slice("\"0123456789\""), buf, sizeof buf), 10);
    assert_string_equal(buf, "0123456");
    assert_int_equal(mw_imap_string_copy(slice("\"01234567\""), buf, sizeof buf), 8);
    assert_string_equal(buf, "0123456");
    assert_int_equal(mw_imap_string_copy(slice("\"0123456\""), buf, sizeof buf), 7);
    assert_string_equal(buf, "0123456");
    assert_int_equal(mw_imap_string_copy(slice("{3}\r\nabc"), NULL, 0), 3);
    assert_int_equal(mw_imap_string_copy(slice("{3}\r\nabc"), buf, 1), 3);
    assert_string_equal(buf, "");
    assert_int_equal(mw_imap_string_copy(nil, buf, sizeof buf), 0);
    assert_string_equal(buf, "");
    assert_int_equal(mw_imap_string_copy(slice("\"C:\\dir\\\""), buf, sizeof buf), 7);
    assert_string_equal(buf, "C:\\dir\\");
    assert_int_equal(mw_imap_string_copy(slice("\"\\\\\""), buf, sizeof buf), 1);
    assert_string_equal(buf, "\\");
}

static void comparisons(void **state)
{
    mw_slice nil = {NULL, 0};

    (void)state;
    assert_true(mw_imap_string_is(slice("\"Pdf\""), "pDF"));
    assert_true(mw_imap_string_is(slice("{3}\r\npdf"), "PDF"));
    assert_true(mw_imap_string_is(slice("pdf"), "PDF"));
    assert_true(mw_imap_string_is(slice("\"\""), ""));
    assert_false(mw_imap_string_is(slice("\"pdfx\""), "PDF"));
    assert_false(mw_imap_string_is(slice("\"pd\""), "PDF"));
    assert_false(mw_imap_string_is(nil, ""));
    assert_false(mw_imap_string_is(nil, "NIL"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_all_kinds), cmocka_unit_test(of_servers), cmocka_unit_test(skipping),
        cmocka_unit_test(one_value),    cmocka_unit_test(numbers),    cmocka_unit_test(copies),
        cmocka_unit_test(comparisons),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

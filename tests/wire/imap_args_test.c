/* SPDX-License-Identifier: MIT */
#include "wire/imap_args.h"
#include "wire/imap_word.h"
#include "support/guard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include <mailwire/error.h>

static struct guard guard;

static const char *at_end(const char *string)
{
    return guard_copy(&guard, string, strlen(string) + 1);
}

static void sets(void **state)
{
    static const char *const good[] = { "1", "*", "1:*", "*:1", "4294967295", "1,2,3:4,*", "10" };
    static const char *const bad[] = { "",    "0",     "01",         "1,",    ",1",  "1:",   ":1",
                                       "1::2", "1:2:3", "4294967296", "1 2",   "1;2", "-1",   "+1",
                                       "**",  "1*",    "*1",         "99999999999999999999999", "x",
                                       "1\r", "1\n",   "$",          "1,,2",  "1 ",  "1:0" };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(mw_imap_is_set(at_end(good[i])));
    for (i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(mw_imap_is_set(at_end(bad[i])));
}

static void sections(void **state)
{
    static const char *const good[] = { "", "1", "1.2", "10.20.3", "HEADER", "TEXT", "1.MIME",
                                        "1.2.HEADER", "HEADER.FIELDS (From)",
                                        "1.HEADER.FIELDS.NOT (X-a To_b)" };
    static const char *const bad[] = {
        ".",      "1.",      ".1",       "0",       "01",    "1.0",    "1 2",   "TEXT]", "TEXT ",
        "A-B",    "1.2 (A)", "H ()",     "H (A",    "H (A )", "H ( A)", "H (A)x", "H (A:)", "H(A)",
        "H (A  B)", "H (\"A\")", "H ({1})", "H\r\n", "H (A\r)", "(A)",   " (A)",  "TEXT<0.1>",
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(mw_imap_is_section(at_end(good[i]), 1));
    for (i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(mw_imap_is_section(at_end(bad[i]), 1));
}

static void quotable(void **state)
{
    (void)state;
    assert_true(mw_imap_can_quote(at_end("")));
    assert_true(mw_imap_can_quote(at_end("a \"\\ {5} )")));
    assert_false(mw_imap_can_quote(at_end("\xc3\xa4")));
    assert_false(mw_imap_can_quote(at_end("a\tb")));
    assert_false(mw_imap_can_quote(at_end("a\r\n")));
    assert_false(mw_imap_can_quote(at_end("\x7f")));
}

static void parts(void **state)
{
    static const char *const good[] = { "", "1", "1.2", "10.20.3" };
    static const char *const bad[] = { ".", "1.", ".1", "0", "01", "1.0", "1..2", "1.MIME", "TEXT",
                                       "1]", "1 ", "-1" };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(mw_imap_is_section(at_end(good[i]), 0));
    for (i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(mw_imap_is_section(at_end(bad[i]), 0));
}

static void flags(void **state)
{
    static const char *const good[] = { "", "\\Seen", "\\Seen \\Deleted", "$Forwarded", "a",
                                        "\\Seen $MDNSent Junk", "[Gmail]", "a-b_c.d" };
    static const char *const bad[] = { " ", "\\", "\\Seen ", " a", "a  b", "\\\\Seen", "a\\b",
                                       "\\*", "a)", "(a)", "\"a\"", "a\r\n", "\xc3\xa4", "a{1}",
                                       "\\ a" };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(mw_imap_is_flags(at_end(good[i])));
    for (i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(mw_imap_is_flags(at_end(bad[i])));
}

static void atoms(void **state)
{
    char byte[2] = "";
    int c;

    (void)state;
    for (c = 1; c < 256; c++) {
        byte[0] = (char)c;
        assert_int_equal(mw_imap_is_atom(at_end(byte)),
                         c > 32 && c < 127 && !strchr("(){%*\"\\]", c));
    }
    assert_true(mw_imap_is_atom(at_end("X-Spam}")));
    assert_false(mw_imap_is_atom(at_end("")));
    assert_false(mw_imap_is_atom(at_end("a b")));
}

static void ids(void **state)
{
    char value[1026];

    (void)state;
    memset(value, 'a', sizeof value);
    value[1025] = 0;
    assert_false(mw_imap_is_id("name", at_end(value)));
    value[1024] = 0;
    assert_true(mw_imap_is_id("name", at_end(value)));
    assert_true(mw_imap_is_id("name", NULL));
    assert_true(mw_imap_is_id("name", ""));
    assert_true(mw_imap_is_id("a23456789012345678901234567890", "\"\\"));
    assert_false(mw_imap_is_id("a234567890123456789012345678901", "x"));
    assert_false(mw_imap_is_id("", "x"));
    assert_false(mw_imap_is_id("name", "a\r\n"));
    assert_false(mw_imap_is_id("n\xc3\xa4me", "a"));
}

static void quoting(void **state)
{
    (void)state;
    assert_int_equal(mw_imap_quoting("", 0, 0), MW_QUOTED);
    assert_int_equal(mw_imap_quoting("a\"\\ {5}", 7, 0), MW_QUOTED);
    assert_int_equal(mw_imap_quoting("\xc3\xa4", 2, 0), MW_LITERAL);
    assert_int_equal(mw_imap_quoting("\xc3\xa4", 2, 1), MW_QUOTED);
    assert_int_equal(mw_imap_quoting("\xe4", 1, 1), MW_LITERAL);
    assert_int_equal(mw_imap_quoting("a\tb", 3, 1), MW_LITERAL);
    assert_int_equal(mw_imap_quoting("\xc3\xa4\r\n", 4, 1), MW_LITERAL);
    assert_int_equal(mw_imap_quoting("a\0\r", 3, 0), MW_E_ARG);
    assert_int_equal(mw_imap_quoting("a&b\"", 4, 0), MW_QUOTED); /* raw names */
    assert_int_equal(mw_imap_quoting("inBox", 5, 0), MW_QUOTED);
    assert_int_equal(mw_imap_quoting("\xe4", 1, 0), MW_LITERAL);
    assert_int_equal(mw_imap_quoting("a\r\nb", 4, 0), MW_LITERAL);
}

/* text NULL: it is no name. */
static void mailbox(const char *name, int utf8, const char *text)
{
    char buf[64];
    struct mw_text t = { buf, 0, sizeof buf };

    assert_int_equal(mw_imap_mailbox(&t, at_end(name), utf8), text != NULL);
    assert_int_equal(t.len, text ? strlen(text) : 0);
    if (text)
        assert_memory_equal(buf, text, t.len);
}

static void mailboxes(void **state)
{
    (void)state;
    mailbox("a\"b\\c & d&", 0, "\"a\\\"b\\\\c &- d&-\"");
    mailbox("a\"\xc3\xa4&", 0, "\"a\\\"&AOQ-&-\"");
    mailbox("a\"\xc3\xa4&", 1, "\"a\\\"\xc3\xa4&\"");
    mailbox("a\r\nb", 0, NULL);
    mailbox("a\r\nb", 1, NULL);
    mailbox("a\tb", 0, NULL);
    mailbox("\xe4", 0, NULL);
    mailbox("\xe4", 1, NULL);
    mailbox("inBox", 0, "\"INBOX\"");
    mailbox("inBox", 1, "\"INBOX\"");
    mailbox("a/b/", 0, "\"a/b/\"");
}

static void words(void **state)
{
    static const char list[] = "OK\0NO\0X-A\0";
    const char *last = guard_copy(&guard, "x-a", 3);
    const char *word;

    (void)state;
    assert_int_equal(mw_imap_find(list, "ok", 2, &word), 1);
    assert_ptr_equal(word, list);
    assert_int_equal(mw_imap_find(list, "No", 2, &word), 2);
    assert_ptr_equal(word, list + 3);
    assert_int_equal(mw_imap_find(list, last, 3, &word), 3);
    assert_ptr_equal(word, list + 6);
    assert_int_equal(mw_imap_find(list, "O", 1, &word), 0);
    assert_null(word);
    assert_int_equal(mw_imap_find(list, "OKA", 3, NULL), 0);
    assert_int_equal(mw_imap_find(list, "OK\0NO", 5, NULL), 0);
    assert_int_equal(mw_imap_find(list, "", 0, NULL), 0);
    assert_int_equal(mw_imap_find(list, "\0", 1, NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sets),      cmocka_unit_test(sections), cmocka_unit_test(quotable),
        cmocka_unit_test(mailboxes), cmocka_unit_test(words),    cmocka_unit_test(parts),
        cmocka_unit_test(flags),     cmocka_unit_test(atoms),    cmocka_unit_test(ids),
        cmocka_unit_test(quoting),
    };
    int failed;

    guard_new(&guard, 4096);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    guard_free(&guard);
    return failed;
}

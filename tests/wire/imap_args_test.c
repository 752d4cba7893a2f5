/* SPDX-License-Identifier: MIT */
#include "wire/imap_args.h"
#include "wire/imap_word.h"
#include "support/guard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

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
        assert_true(mw_imap_is_section(at_end(good[i])));
    for (i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(mw_imap_is_section(at_end(bad[i])));
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

static void mailboxes(void **state)
{
    char buf[64];
    struct mw_text t = { buf, 0, sizeof buf };

    (void)state;
    mw_imap_mailbox(&t, at_end("a\"b\\c & d&"));
    assert_int_equal(t.len, 16);
    assert_memory_equal(buf, "\"a\\\"b\\\\c &- d&-\"", 16);
}

static void words(void **state)
{
    static const char list[] = "OK\0NO\0X-A\0";
    const char *last = guard_copy(&guard, "x-a", 3);
    unsigned place;

    (void)state;
    assert_ptr_equal(mw_imap_find(list, "ok", 2, &place), list);
    assert_int_equal(place, 0);
    assert_ptr_equal(mw_imap_find(list, "No", 2, &place), list + 3);
    assert_int_equal(place, 1);
    assert_ptr_equal(mw_imap_find(list, last, 3, &place), list + 6);
    assert_int_equal(place, 2);
    assert_null(mw_imap_find(list, "O", 1, &place));
    assert_null(mw_imap_find(list, "OKA", 3, &place));
    assert_null(mw_imap_find(list, "OK\0NO", 5, &place));
    assert_null(mw_imap_find(list, "", 0, &place));
    assert_null(mw_imap_find(list, "\0", 1, &place));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sets),      cmocka_unit_test(sections), cmocka_unit_test(quotable),
        cmocka_unit_test(mailboxes), cmocka_unit_test(words),
    };
    int failed;

    guard_new(&guard, 4096);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    guard_free(&guard);
    return failed;
}

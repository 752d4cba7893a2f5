/* SPDX-License-Identifier: MIT */
#include "wire/pop3_line.h"
#include "support/guard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct guard guard;

/* The text at the very end of its memory; n bytes of it. */
static const char *at_end(const char *text, size_t n)
{
    return guard_copy(&guard, text, n);
}

static unsigned word(const char *list, const char *text)
{
    size_t n = strlen(text);

    return mw_pop3_word(list, at_end(text, n), n);
}

static void words(void **state)
{
    static const char list[] = "top\0uidl\0resp-codes\0";

    (void)state;
    assert_int_equal(word(list, "TOP"), 1);
    assert_int_equal(word(list, "top x"), 1);
    assert_int_equal(word(list, "Uidl"), 2);
    assert_int_equal(word(list, "RESP-CODES"), 3);
    assert_int_equal(word(list, "RESP-CODES "), 3);
    assert_int_equal(word(list, "RESP"), 0);
    assert_int_equal(word(list, "RESP-CODE"), 0);
    assert_int_equal(word(list, "TOPS"), 0);
    assert_int_equal(word(list, "TOP-MOST"), 0);
    assert_int_equal(word(list, " TOP"), 0);
    assert_int_equal(word(list, "x"), 0);
    assert_int_equal(word(list, ""), 0);
    assert_int_equal(word("", "TOP"), 0);
    assert_int_equal(mw_pop3_word(list, at_end("T\0P", 3), 3), 0);
    assert_int_equal(mw_pop3_word(list, at_end("\0", 1), 1), 0);
}

static void statuses(void **state)
{
    (void)state;
    assert_int_equal(word(MW_POP3_STATUS, "+OK"), 1);
    assert_int_equal(word(MW_POP3_STATUS, "+OK all is well"), 1);
    assert_int_equal(word(MW_POP3_STATUS, "-ERR"), 2);
    assert_int_equal(word(MW_POP3_STATUS, "-ERR no"), 2);
    assert_int_equal(word(MW_POP3_STATUS, "+OKAY"), 0);
    assert_int_equal(word(MW_POP3_STATUS, "+OK-"), 0);
    assert_int_equal(word(MW_POP3_STATUS, "-ERROR"), 0);
    assert_int_equal(word(MW_POP3_STATUS, "+"), 0);
    assert_int_equal(word(MW_POP3_STATUS, "+ OK"), 0);
    assert_int_equal(word(MW_POP3_STATUS, "OK"), 0);
}

static size_t code(const char *text)
{
    size_t n = strlen(text);

    return mw_pop3_code(at_end(text, n), n);
}

static void codes(void **state)
{
    (void)state;
    assert_int_equal(code("[AUTH] no"), 4);
    assert_int_equal(code("[SYS/TEMP]"), 8);
    assert_int_equal(code("[a]b]"), 1);
    assert_int_equal(code("[]"), 0);
    assert_int_equal(code("[] x"), 0);
    assert_int_equal(code("["), 0);
    assert_int_equal(code(""), 0);
    assert_int_equal(code("[AUTH"), 0);
    assert_int_equal(code("[not this] x"), 0);
    assert_int_equal(code(" [AUTH]"), 0);
    assert_int_equal(code("AUTH]"), 0);
}

static void entry(const char *text, int form, uint64_t num, uint64_t octets, size_t rest)
{
    struct mw_pop3_entry e;
    size_t n = strlen(text);

    memset(&e, 0xff, sizeof e);
    assert_int_equal(mw_pop3_entry(&e, at_end(text, n), n), form);
    assert_true(e.num == num);
    assert_true(e.octets == octets);
    if (form != MW_POP3_DAMAGED)
        assert_int_equal(e.rest, rest);
}

static void entries(void **state)
{
    (void)state;
    entry("1 120", MW_POP3_SIZED, 1, 120, 2);
    entry("1 120 more", MW_POP3_SIZED, 1, 120, 2);
    entry("0 0", MW_POP3_SIZED, 0, 0, 2);
    entry("007 1", MW_POP3_SIZED, 7, 1, 4);
    entry("1   uid", MW_POP3_NAMED, 1, 0, 4);
    entry("4294967295 x", MW_POP3_NAMED, 4294967295u, 0, 11);
    entry("1 120x", MW_POP3_NAMED, 1, 0, 2);
    entry("1 -1", MW_POP3_NAMED, 1, 0, 2);
    entry("1 18446744073709551615", MW_POP3_SIZED, 1, UINT64_MAX, 2);
    entry("1 18446744073709551616", MW_POP3_NAMED, 1, 0, 2);
    entry("4294967296 x", MW_POP3_DAMAGED, 0, 0, 0);
    entry("18446744073709551615 x", MW_POP3_DAMAGED, 0, 0, 0);
    entry("18446744073709551617 x", MW_POP3_DAMAGED, 0, 0, 0);
    entry("1", MW_POP3_DAMAGED, 1, 0, 0);
    entry("1 ", MW_POP3_DAMAGED, 1, 0, 0);
    entry("1\tx", MW_POP3_DAMAGED, 1, 0, 0);
    entry("-1 x", MW_POP3_DAMAGED, 0, 0, 0);
    entry(" 1 x", MW_POP3_DAMAGED, 0, 0, 0);
    entry("x 1", MW_POP3_DAMAGED, 0, 0, 0);
    entry("", MW_POP3_DAMAGED, 0, 0, 0);
}

static int set_up(void **state)
{
    (void)state;
    guard_new(&guard, 4096);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    guard_free(&guard);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words),
        cmocka_unit_test(statuses),
        cmocka_unit_test(codes),
        cmocka_unit_test(entries),
    };

    return cmocka_run_group_tests_name("pop3_line", tests, set_up, tear_down);
}

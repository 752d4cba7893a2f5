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

/* The text at the very end of its memory, as words. */
static struct mw_words words_of(const char *text, size_t n)
{
    struct mw_words w;

    w.p = (char *)(uintptr_t)at_end(text, n);
    w.n = n;
    return w;
}

static unsigned find(const char *list, const char *text, size_t n)
{
    struct mw_words w = words_of(text, n);
    const char *end = w.p + n;
    unsigned place = mw_pop3_find(list, &w);

    assert_ptr_equal(w.p + w.n, end);
    assert_true(w.n == n || w.n < n);
    return place;
}

static unsigned word(const char *list, const char *text)
{
    return find(list, text, strlen(text));
}

static void one_by_one(void **state)
{
    struct mw_words w = words_of("a bc  d ", 8);

    (void)state;
    assert_int_equal(mw_pop3_word(&w), 1);
    assert_int_equal(w.n, 6);
    assert_int_equal(mw_pop3_word(&w), 2);
    assert_int_equal(w.n, 3);
    assert_int_equal(mw_pop3_word(&w), 0); /* between two blanks */
    assert_int_equal(w.n, 2);
    assert_int_equal(mw_pop3_word(&w), 1);
    assert_int_equal(w.n, 0);
    assert_int_equal(mw_pop3_word(&w), 0);
    assert_int_equal(w.n, 0);
}

static void words(void **state)
{
    static const char list[] = "TOP\0UIDL\0RESP-CODES\0";

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
    assert_int_equal(find(list, "T\0P", 3), 0);
    assert_int_equal(find(list, "\0", 1), 0);
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
    assert_int_equal(word(MW_POP3_STATUS, "+"), 3);
    assert_int_equal(word(MW_POP3_STATUS, "+ OK"), 3);
    assert_int_equal(word(MW_POP3_STATUS, "+x"), 0);
    assert_int_equal(word(MW_POP3_STATUS, "OK"), 0);
}

/* What a text makes of an error. */
static mw_error refused(const char *text, int code)
{
    mw_error err;

    memset(&err, 0, sizeof err);
    err.text_len = (uint16_t)strlen(text);
    err.text = at_end(text, err.text_len);
    err.code = code;
    mw_pop3_code(&err);
    if (err.word_len)
        assert_memory_equal(err.word, text + 1, err.word_len);
    return err;
}

static unsigned code(const char *text)
{
    return refused(text, MW_E_AUTH).word_len;
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

static unsigned reason(const char *text)
{
    return refused(text, MW_E_AUTH).reply;
}

static void reasons(void **state)
{
    (void)state;
    assert_int_equal(reason("[SYS/PERM] x"), MW_POP3_CODE_SYS_PERM);
    assert_int_equal(reason("[sys/temp]"), MW_POP3_CODE_SYS_TEMP);
    assert_int_equal(reason("[IN-USE]"), MW_POP3_CODE_IN_USE);
    assert_int_equal(reason("[LOGIN-DELAY]"), MW_POP3_CODE_LOGIN_DELAY);
    assert_int_equal(reason("[Auth]"), MW_POP3_CODE_AUTH);
    assert_int_equal(reason("[UTF8] x"), MW_POP3_CODE_UTF8);
    assert_int_equal(reason("[login-delay/x]"), MW_POP3_CODE_LOGIN_DELAY);
    assert_int_equal(reason("[sys/temp/disk/full]"), MW_POP3_CODE_SYS_TEMP);
    assert_int_equal(reason("[SYS]"), 0);
    assert_int_equal(reason("[SYS/]"), 0);
    assert_int_equal(reason("[SYS/OTHER]"), 0);
    assert_int_equal(reason("[/]"), 0);
    assert_int_equal(reason("[/AUTH]"), 0);
    assert_int_equal(reason("[AUTHS]"), 0);
    assert_int_equal(reason("[OTHER]"), 0);
    assert_int_equal(reason("AUTH"), 0);
    assert_int_equal(reason("[AUTH"), 0);
    assert_int_equal(reason(""), 0);
}

static void meanings(void **state)
{
    (void)state;
    assert_int_equal(refused("[SYS/PERM]", MW_E_REPLY_PERM).code, MW_E_REPLY_PERM);
    assert_int_equal(refused("[SYS/TEMP]", MW_E_REPLY_PERM).code, MW_E_REPLY_TEMP);
    assert_int_equal(refused("[IN-USE]", MW_E_REPLY_PERM).code, MW_E_REPLY_TEMP);
    assert_int_equal(refused("[LOGIN-DELAY]", MW_E_REPLY_PERM).code, MW_E_REPLY_TEMP);
    assert_int_equal(refused("[AUTH]", MW_E_REPLY_PERM).code, MW_E_REPLY_PERM);
    assert_int_equal(refused("[UTF8]", MW_E_REPLY_PERM).code, MW_E_REPLY_PERM);
    assert_int_equal(refused("no", MW_E_REPLY_PERM).code, MW_E_REPLY_PERM);
    assert_int_equal(refused("[IN-USE]", MW_E_PROTOCOL).code, MW_E_PROTOCOL);
}

static void number(const char *text, size_t rest, uint64_t value)
{
    uint64_t got = 99;
    size_t n = strlen(text);

    assert_int_equal(mw_pop3_number(at_end(text, n), n, &got), rest);
    assert_true(got == value);
}

static void numbers(void **state)
{
    (void)state;
    number("1", 1, 1);
    number("12 ", 3, 12);
    number("1 120", 2, 1);
    number("1   uid", 4, 1);
    number("007 1", 4, 7);
    number("0 0", 2, 0);
    number("4294967296 x", 11, 4294967296u);
    number("18446744073709551615", 20, UINT64_MAX);
    number("18446744073709551616", 0, 0);
    number("99999999999999999999999 1", 0, 0);
    number("1\tx", 0, 0);
    number("1x", 0, 0);
    number("9.3e6", 0, 0);
    number("-1 x", 0, 0);
    number("+1", 0, 0);
    number(" 1 x", 0, 0);
    number("x 1", 0, 0);
    number(" ", 0, 0);
    number("", 0, 0);
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
        cmocka_unit_test(one_by_one),
        cmocka_unit_test(words),
        cmocka_unit_test(statuses),
        cmocka_unit_test(codes),
        cmocka_unit_test(reasons),
        cmocka_unit_test(meanings),
        cmocka_unit_test(numbers),
    };

    return cmocka_run_group_tests_name("pop3_line", tests, set_up, tear_down);
}

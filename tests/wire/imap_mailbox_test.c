/* SPDX-License-Identifier: MIT */
#include "support/guard.h"
#include "support/unit.h"

#include <mailwire/imap_build.h>

static struct guard guard;

static void encodes(const char *utf8, const char *want)
{
    size_t n = strlen(want) + 1;
    char *out = guard_end(&guard, n);

    assert_int_equal(mw_imap_utf7_encode(out, n, utf8), MW_OK);
    assert_string_equal(out, want);
    assert_int_equal(mw_imap_utf7_encode(out + 1, n - 1, utf8), MW_E_MEMORY);
    if (n > 1)
        assert_string_equal(out + 1, "");
}

static int decode(const char *raw, size_t n, char *out, size_t cap)
{
    return mw_imap_utf7_decode(out, cap, guard_copy(&guard, raw, n), n);
}

static void decodes(const char *raw, int want, const char *utf8)
{
    char out[128];
    size_t n = strlen(utf8);

    assert_int_equal(decode(raw, strlen(raw), out, n + 1), want);
    assert_string_equal(out, utf8);
    assert_int_equal(decode(raw, strlen(raw), out, n), MW_E_MEMORY);
    if (n)
        assert_string_equal(out, "");
}

static void both(const char *utf8, const char *raw)
{
    encodes(utf8, raw);
    decodes(raw, MW_OK, utf8);
}

static void names(void **state)
{
    (void)state;
    both("", "");
    both("INBOX", "INBOX");
    both("a&b", "a&-b");
    both("&&", "&-&-");
    both("~peter/mail/\xe5\x8f\xb0\xe5\x8c\x97/\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e",
         "~peter/mail/&U,BTFw-/&ZeVnLIqe-"); /* the RFC's own */
    both("Entw\xc3\xbcrfe", "Entw&APw-rfe");
    both("\xc3\xa9&", "&AOk-&-");
    both("&\xc3\xa9", "&-&AOk-");
    both("\xc3\xa9-", "&AOk--");
    both("\xc3\xa9\xc3\xa9", "&AOkA6Q-");
    both("\xc3\xa9\xc3\xa9\xc3\xa9", "&AOkA6QDp-");
    both("\xf0\x9f\x93\xac", "&2D3c7A-");
    both("\xef\xbf\xbf\xf4\x8f\xbf\xbf", "&,,,b,9,,-");
    both("a\tb\x7f", "a&AAk-b&AH8-");
    both("\"\\%*", "\"\\%*");
}

static void bad_utf8(void **state)
{
    static const char *const bad[] = { "\x80", "\xc3", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80",
                                       "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "a\xff",
                                       "\xed\xbf\xbf", "\xf0\x80\x80\x80" };
    char out[64];
    size_t i;

    (void)state;
    for (i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(mw_imap_utf7_encode(out, sizeof out, bad[i]), MW_E_ARG);
    assert_int_equal(mw_imap_utf7_encode(NULL, 9, "a"), MW_E_ARG);
    assert_int_equal(mw_imap_utf7_encode(out, sizeof out, NULL), MW_E_ARG);
    assert_int_equal(mw_imap_utf7_decode(NULL, 9, "a", 1), MW_E_ARG);
    assert_int_equal(mw_imap_utf7_decode(out, sizeof out, NULL, 1), MW_E_ARG);
}

/* What is in no other form decodes to nothing but itself. */
static void bad_utf7(void **state)
{
    static const char *const bad[] = {
        "&",        "a&",        "&AOk",       "&A-",         "&AO-",     "&AOl-",    "&AOkA-",
        "&AGE-",    "&ACY-",     "&AH4-",      "&AOk-&AOk-",  "&AAA-",    "&2D0-",    "&2D3YPQ-",
        "&3Ow-",    "&2D0A6Q-",  "&3OzYPQ-",   "R & D",       "AT&T",     "&AOk=-",   "&AO k-",
        "&AO/k-",   "&U/BTFw-",  "&-&",        "&AOkAAAA-",   "&AOkAAA-", "&AOkA6-",  "&AOk&-",
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof bad / sizeof *bad; i++)
        decodes(bad[i], MW_E_ARG, bad[i]);
    decodes("Entw\xc3\xbcrfe", MW_E_ARG, "Entw\xc3\xbcrfe");
    decodes("Entw\xfcrfe", MW_E_ARG, "Entw?rfe");
    decodes("a\r\nb\x1b", MW_E_ARG, "a??b?");
}

static size_t utf8_of(char *p, uint32_t c)
{
    size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4, i;

    for (i = n; i-- > 1; c >>= 6)
        p[i] = (char)(0x80 | (c & 0x3f));
    p[0] = (char)((n == 1 ? 0 : 0xf00 >> n & 0xff) | c);
    p[n] = 0;
    return n;
}

/* Each one alone, and between others at all three places that Base64 has. */
static void all_code_points(void **state)
{
    static const char *const before[] = { "", "\xc3\xa9", "\xc3\xa9\xc3\xa9", "a" };
    static const char *const behind[] = { "", "\xf0\x9f\x93\xac", "&" };
    char name[32], raw[160], back[32];
    uint32_t c;
    size_t i, j, k;

    (void)state;
    for (c = 1; c <= 0x10ffff; c++) {
        i = c % 4;
        j = c / 4 % 3;
        if (c == 0xd800)
            c = 0xe000;
        strcpy(name, before[i]);
        utf8_of(name + strlen(name), c);
        strcat(name, behind[j]);
        if (mw_imap_utf7_encode(raw, strlen(name) * 5 + 1, name) != MW_OK)
            fail_msg("U+%X does not fit", c);
        for (k = 0; raw[k]; k++)
            assert_in_range(raw[k], 0x20, 0x7e);
        if (mw_imap_utf7_decode(back, k + k / 8 + 1, raw, k) != MW_OK || strcmp(back, name) != 0)
            fail_msg("U+%X is %s", c, raw);
    }
}

/* Whatever decodes encodes to the same bytes: there is one form only. */
static void one_form(void **state)
{
    static const char letters[] = "&-AOk+2D3c7,a";
    char word[8], utf8[32], again[64];
    size_t n = 0, valid = 0;

    (void)state;
    do {
        if (mw_imap_utf7_decode(utf8, sizeof utf8, word, n) != MW_OK)
            continue;
        valid++;
        assert_int_equal(mw_imap_utf7_encode(again, sizeof again, utf8), MW_OK);
        assert_int_equal(strlen(again), n);
        assert_memory_equal(again, word, n);
    } while (next_word(word, &n, 6, letters, sizeof letters - 1));
    assert_true(valid > 1000);
}

static void ends(void **state)
{
    (void)state;
    assert_int_equal(mw_imap_name_length("a/b/", 4, '/'), 3);
    assert_int_equal(mw_imap_name_length("a/b//", 5, '/'), 3);
    assert_int_equal(mw_imap_name_length("a/b/", 4, '.'), 4);
    assert_int_equal(mw_imap_name_length("a/b/", 4, 0), 4);
    assert_int_equal(mw_imap_name_length("//", 2, '/'), 1);
    assert_int_equal(mw_imap_name_length("", 0, '/'), 0);
    assert_true(mw_imap_is_inbox("iNbOx", 5));
    assert_false(mw_imap_is_inbox("INBOX/", 6));
    assert_false(mw_imap_is_inbox("INBO", 4));
    assert_false(mw_imap_is_inbox(NULL, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names),           cmocka_unit_test(bad_utf8),
        cmocka_unit_test(bad_utf7),        cmocka_unit_test(all_code_points),
        cmocka_unit_test(one_form),        cmocka_unit_test(ends),
    };
    int failed;

    guard_new(&guard, 4096);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    guard_free(&guard);
    return failed;
}

/* SPDX-License-Identifier: MIT */
#include "wire/imap_criteria.h"
#include "support/guard.h"
#include "support/unit.h"

static struct guard guard;

static const char *at_end(const char *string)
{
    return guard_copy(&guard, string, strlen(string) + 1);
}

static void good(void **state)
{
    static const char *const ascii[] = { "ALL", "UNSEEN FROM \"a\"", "OR (SEEN DRAFT) (NOT (ALL))",
                                         "UID 1:*", "$", "SUBJECT \"a) (b {5}\"",
                                         "TEXT \"\\\"\\\\\"", "((ALL))", "RETURNED",
                                         "KEYWORD return", "\"\"" };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof ascii / sizeof *ascii; i++)
        assert_int_equal(mw_imap_is_criteria(at_end(ascii[i])), MW_CRITERIA_ASCII);
    assert_int_equal(mw_imap_is_criteria(at_end("TO \"\xc3\xa4\"")), MW_CRITERIA_UTF8);
}

static void bad(void **state)
{
    static const char *const text[] = {
        "", " ", "ALL ", " ALL", "A  B", "(", ")", "()", "(ALL", "ALL)", "(ALL))", ")ALL(", "A) (B",
        "( ALL)", "(ALL )", "\"", "\"a", "\"a\\\"",
        "\"a\\b\"", "\"a\\", "\"a\"b", "a\"b\"", "\"a\"\"b\"",
        "{5}", "TEXT {5}", "TEXT {5+}\r\nabcde", "~{5}", "a{", "a(b)", "(a)(b)", "(a)b", "A\r\nB",
        "A\tB", "\"a\rb\"", "\"a\x7f\"", "TO \xc3\xa4", "TO \"\xe4\"", "TO \"\xc3\"",
        "CHARSET UTF-8 ALL", "return (COUNT) ALL", "RETURN", "A\x7f",
    };
    char deep[2 * MW_CRITERIA_NESTED_MAX + 4];
    size_t i, n;

    (void)state;
    for (i = 0; i < sizeof text / sizeof *text; i++)
        if (mw_imap_is_criteria(at_end(text[i])))
            fail_msg("%s", text[i]);
    for (n = MW_CRITERIA_NESTED_MAX; n <= MW_CRITERIA_NESTED_MAX + 1; n++) {
        memset(deep, '(', n);
        deep[n] = 'A';
        memset(deep + n + 1, ')', n);
        deep[2 * n + 1] = 0;
        assert_int_equal(mw_imap_is_criteria(deep) != 0, n == MW_CRITERIA_NESTED_MAX);
    }
}

/* As a session writes it: what is not plain as literals. */
static void literals(void **state)
{
    static const char text[] =
        "FROM \"a\\\"b\" OR TO \"\xc3\xa4\\\\\\\"\" SUBJECT \"\xc3\xbc\" ALL";
    static const char want[] =
        "FROM \"a\\\"b\" OR TO {4}\xc3\xa4\\\" SUBJECT {2}\xc3\xbc ALL";
    const char *p = at_end(text);
    char out[100];
    struct mw_text t = { out, 0, sizeof out };
    size_t n, bytes, from;

    (void)state;
    for (;;) {
        n = mw_imap_criteria_plain(p);
        mw_text_bytes(&t, p, n);
        p += n;
        if (!*p)
            break;
        n = mw_imap_quoted_length(p, &bytes);
        mw_text_byte(&t, '{');
        mw_text_number(&t, bytes);
        mw_text_byte(&t, '}');
        for (from = 0; from < bytes; from += 3)
            mw_imap_unquote(&t, p, from, 3);
        p += n;
    }
    assert_int_equal(t.len, sizeof want - 1);
    assert_memory_equal(out, want, t.len);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good),
        cmocka_unit_test(bad),
        cmocka_unit_test(literals),
    };
    int failed;

    guard_new(&guard, 4096);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    guard_free(&guard);
    return failed;
}

/* SPDX-License-Identifier: MIT */
#include "support/readers.h"
#include "support/unit.h"

#include <mailwire/error.h>

#include <stdio.h>

static size_t slice(char *got, size_t at, size_t cap, const char *name, mw_slice s)
{
    return s.p ? at + (size_t)snprintf(got + at, cap - at, "%s=%s ", name, readers_text(s)) : at;
}

static size_t number(char *got, size_t at, size_t cap, const char *name, uint64_t n)
{
    return n == MW_UNKNOWN
               ? at
               : at + (size_t)snprintf(got + at, cap - at, "%s=%lu ", name, (unsigned long)n);
}

/* "NAME=VALUE" of all that is there. */
static void expect(const char *data, uint32_t quirks, const char *want)
{
    char got[512];
    mw_esearch e;
    size_t at, n = strlen(data), cap = sizeof got;

    assert_int_equal(mw_imap_esearch_read(data, n, 0, &e), MW_OK);
    at = (size_t)snprintf(got, cap, "%s", e.uid ? "uid " : "");
    at = slice(got, at, cap, "tag", e.tag);
    at = slice(got, at, cap, "mailbox", e.mailbox);
    at = number(got, at, cap, "uidvalidity", e.uidvalidity);
    at = number(got, at, cap, "min", e.min);
    at = number(got, at, cap, "max", e.max);
    at = number(got, at, cap, "count", e.count);
    at = slice(got, at, cap, "all", e.all);
    at = number(got, at, cap, "modseq", e.modseq);
    at = slice(got, at, cap, "range", e.partial_range);
    at = slice(got, at, cap, "partial", e.partial);
    at = slice(got, at, cap, "relevancy", e.relevancy);
    assert_string_equal(got, want);
    assert_int_equal(e.quirks, quirks);
    assert_int_equal(mw_imap_esearch_read(data, n, MW_DATA_STRICT, &e),
                     quirks ? MW_E_PROTOCOL : MW_OK);
    readers_damage(data, n);
}

static void of_the_rfcs(void **state)
{
    (void)state;
    /* RFC 9051 7.3.8, 6.4.4 */
    expect("(TAG \"A285\") UID MIN 7 MAX 3800", 0, "uid tag=A285 min=7 max=3800 ");
    expect("(TAG \"A282\") MIN 2 COUNT 3", 0, "tag=A282 min=2 count=3 ");
    expect("(TAG \"A283\") ALL 2,10:11", 0, "tag=A283 all=2,10:11 ");
    expect("(TAG \"A284\")", 0, "tag=A284 ");
    expect("UID COUNT 5 ALL 4:19,21,28", 0, "uid count=5 all=4:19,21,28 ");
    expect("", 0, "");
    /* RFC 7162 3.1.5 */
    expect("(TAG \"a\") ALL 1:3,5 MODSEQ 1236", 0, "tag=a all=1:3,5 modseq=1236 ");
    /* RFC 9394 3.1 */
    expect("(TAG \"A01\") UID PARTIAL (-1:-100 200:250,252:300)", 0,
           "uid tag=A01 range=-1:-100 partial=200:250,252:300 ");
    expect("(TAG \"A02\") UID PARTIAL (23500:24000 NIL) COUNT 55500", 0,
           "uid tag=A02 count=55500 range=23500:24000 ");
    /* RFC 7377 2.1 */
    expect("(TAG \"tag1\" MAILBOX \"folder1\" UIDVALIDITY 1) UID ALL 4001,4003", 0,
           "uid tag=tag1 mailbox=folder1 uidvalidity=1 all=4001,4003 ");
    /* RFC 6203 4 */
    expect("(TAG \"B1\") ALL 1,5,10 RELEVANCY (4 99 42)", 0,
           "tag=B1 all=1,5,10 relevancy=(4 99 42) ");
    /* RFC 5267 */
    expect("(TAG \"C\") UID ADDTO (1 2733) MIN 2733", 0, "uid tag=C min=2733 ");
}

static void of_servers(void **state)
{
    (void)state;
    /* Strato, and pairs in parentheses: field.md 4.7 */
    expect("(TAG \"8\") UID", 0, "uid tag=8 ");
    expect("(TAG \"8\") UID (COUNT 3 ALL 1:3)", MW_DATA_QUIRK_PARENS, "uid tag=8 count=3 all=1:3 ");
    expect("(TAG \"8\") UID (COUNT 3) (ALL 1:3)", MW_DATA_QUIRK_PARENS,
           "uid tag=8 count=3 all=1:3 ");
    expect("COUNT 3 COUNT 4", 0, "count=4 ");
    expect("COUNT -1 MIN NIL", MW_DATA_QUIRK_NUMBER, "");
    expect("COUNT", MW_DATA_QUIRK_MISSING, "");
    expect("(TAG \"8\") UID ALL 1:3 ", MW_DATA_QUIRK_SPACE, "uid tag=8 all=1:3 ");
    expect("(TAG 8) ALL NIL", 0, "tag=8 ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_the_rfcs),
        cmocka_unit_test(of_servers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

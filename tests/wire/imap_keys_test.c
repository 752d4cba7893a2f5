/* SPDX-License-Identifier: MIT */
#include "wire/imap_criteria.h"
#include "support/guard.h"
#include "support/unit.h"

#include <mailwire/imap_build.h>

static struct guard guard;
static char memory[512];

static mw_criteria fresh(void)
{
    mw_criteria q;

    mw_criteria_init(&q, memory, sizeof memory);
    return q;
}

/* It ends well as this text, which is also what the engine's own check allows. */
static void is(mw_criteria *q, const char *want)
{
    const char *criteria;

    assert_int_equal(mw_criteria_end(q, &criteria), MW_OK);
    assert_string_equal(criteria, want);
    assert_true(mw_imap_is_criteria(criteria));
}

static void fails(mw_criteria *q, int code)
{
    const char *criteria = "";

    assert_int_equal(mw_criteria_end(q, &criteria), code);
    assert_null(criteria);
    assert_int_equal(mw_criteria_key(q, MW_KEY_SEEN), code); /* it stays */
    assert_int_equal(q->text[q->length], 0);
}

static void keys(void **state)
{
    mw_criteria q = fresh();

    (void)state;
    is(&q, "ALL");
    q = fresh();
    mw_criteria_key(&q, MW_KEY_UNSEEN);
    mw_criteria_key(&q, MW_KEY_SAVED);
    mw_criteria_key(&q, MW_KEY_SAVEDATESUPPORTED);
    mw_criteria_text(&q, MW_KEY_KEYWORD, "$Junk");
    mw_criteria_text(&q, MW_KEY_UNKEYWORD, "a-b");
    mw_criteria_text(&q, MW_KEY_EMAILID, "M6d99ac3275bb4e");
    mw_criteria_text(&q, MW_KEY_THREADID, "T64b478a75b7ea9");
    mw_criteria_text(&q, MW_KEY_FILTER, "on-the-road");
    is(&q, "UNSEEN $ SAVEDATESUPPORTED KEYWORD $Junk UNKEYWORD a-b EMAILID M6d99ac3275bb4e "
           "THREADID T64b478a75b7ea9 FILTER on-the-road");
}

/* The numbers in the header and the words here are in the same order. */
static void words(void **state)
{
    static const char *const want[] = {
        "ALL", "ANSWERED", "DELETED", "DRAFT", "FLAGGED", "SEEN", "UNANSWERED", "UNDELETED",
        "UNDRAFT", "UNFLAGGED", "UNSEEN", "NEW", "OLD", "RECENT", "$", "SAVEDATESUPPORTED",
        "NOT ALL", "FUZZY ALL", "OR ALL ALL", "BEFORE 1-Feb-1994", "ON 1-Feb-1994",
        "SINCE 1-Feb-1994", "SENTBEFORE 1-Feb-1994", "SENTON 1-Feb-1994", "SENTSINCE 1-Feb-1994",
        "SAVEDBEFORE 1-Feb-1994", "SAVEDON 1-Feb-1994", "SAVEDSINCE 1-Feb-1994", "LARGER 7",
        "SMALLER 7", "MODSEQ 7", "YOUNGER 7", "OLDER 7", "X-GM-MSGID 7", "X-GM-THRID 7",
        "BCC \"1:9\"", "BODY \"1:9\"", "CC \"1:9\"", "FROM \"1:9\"", "SUBJECT \"1:9\"",
        "TEXT \"1:9\"", "TO \"1:9\"", "X-GM-RAW \"1:9\"", "X-GM-LABELS \"1:9\"", "KEYWORD 1:9",
        "UNKEYWORD 1:9", "EMAILID 1:9", "THREADID 1:9", "FILTER 1:9", "UID 1:9", "1:9",
    };
    uint32_t key;

    (void)state;
    for (key = 0; key <= MW_KEY_NUMBERS; key++) {
        mw_criteria q = fresh();

        if (key <= MW_KEY_OR)
            mw_criteria_key(&q, key);
        else if (key <= MW_KEY_SAVEDSINCE)
            mw_criteria_date(&q, key, 1994, 2, 1);
        else if (key <= MW_KEY_GM_THRID)
            mw_criteria_number(&q, key, 7);
        else
            mw_criteria_text(&q, key, "1:9");
        for (; q.operands[0]; mw_criteria_key(&q, MW_KEY_ALL))
            continue;
        is(&q, want[key]);
    }
}

static void wrong_kind(void **state)
{
    uint32_t key;

    (void)state;
    for (key = 0; key < 60; key++) {
        mw_criteria q = fresh();
        int rc = mw_criteria_key(&q, key);

        assert_int_equal(rc, key <= MW_KEY_OR ? MW_OK : MW_E_ARG);
        q = fresh();
        rc = mw_criteria_date(&q, key, 1994, 2, 1);
        assert_int_equal(rc == MW_OK, key > MW_KEY_OR && key <= MW_KEY_SAVEDSINCE);
        q = fresh();
        rc = mw_criteria_number(&q, key, 7);
        assert_int_equal(rc == MW_OK, key > MW_KEY_SAVEDSINCE && key <= MW_KEY_GM_THRID);
        q = fresh();
        rc = mw_criteria_text(&q, key, "7");
        assert_int_equal(rc == MW_OK, key > MW_KEY_GM_THRID && key <= MW_KEY_NUMBERS);
    }
}

static void texts(void **state)
{
    static const char *const bad[] = { "\r", "\n", "a\r\nA1 NOOP", "\t", "\x7f", "\xff",
                                       "\xed\xa0\x80", "\xc3" };
    static const char *const no_atoms[] = { "", "a b", "(", "\"", "\\Seen", "a]", "{1}",
                                            "\xc3\xa4" };
    mw_criteria q = fresh();
    size_t i;

    (void)state;
    mw_criteria_text(&q, MW_KEY_FROM, "a\"b\\c) {5}");
    mw_criteria_text(&q, MW_KEY_SUBJECT, "\xc3\xa4");
    mw_criteria_text(&q, MW_KEY_TEXT, "");
    mw_criteria_text(&q, MW_KEY_GM_RAW, "has:attachment in:unread");
    mw_criteria_text(&q, MW_KEY_GM_LABELS, "\\Inbox");
    mw_criteria_text(&q, MW_KEY_GM_LABELS, "Gr\xc3\xbc\xc3\x9f" "e & so");
    is(&q, "FROM \"a\\\"b\\\\c) {5}\" SUBJECT \"\xc3\xa4\" TEXT \"\" "
           "X-GM-RAW \"has:attachment in:unread\" X-GM-LABELS \"\\\\Inbox\" "
           "X-GM-LABELS \"Gr&APwA3w-e &- so\"");
    for (i = 0; i < sizeof bad / sizeof *bad; i++) {
        q = fresh();
        mw_criteria_text(&q, MW_KEY_TO, guard_copy(&guard, bad[i], strlen(bad[i]) + 1));
        fails(&q, MW_E_ARG);
        q = fresh();
        mw_criteria_header(&q, "To", bad[i]);
        fails(&q, MW_E_ARG);
        q = fresh();
        mw_criteria_header(&q, bad[i], "a");
        fails(&q, MW_E_ARG);
    }
    for (i = 0; i < sizeof no_atoms / sizeof *no_atoms; i++) {
        q = fresh();
        mw_criteria_text(&q, MW_KEY_KEYWORD, no_atoms[i]);
        fails(&q, MW_E_ARG);
    }
    q = fresh();
    mw_criteria_text(&q, MW_KEY_TO, NULL);
    fails(&q, MW_E_ARG);
}

static void headers(void **state)
{
    mw_criteria q = fresh();

    (void)state;
    mw_criteria_header(&q, "List-Id", "");
    mw_criteria_header(&q, "X(y", "a\"b");
    is(&q, "HEADER List-Id \"\" HEADER \"X(y\" \"a\\\"b\"");
    q = fresh();
    mw_criteria_header(&q, "", "a");
    fails(&q, MW_E_ARG);
    q = fresh();
    mw_criteria_header(&q, "From:", "a");
    fails(&q, MW_E_ARG);
    q = fresh();
    mw_criteria_header(&q, NULL, "a");
    fails(&q, MW_E_ARG);
    q = fresh();
    mw_criteria_header(&q, "From", NULL);
    fails(&q, MW_E_ARG);
}

static void numbers(void **state)
{
    static const struct {
        uint64_t number;
        uint32_t key;
        int good;
    } cases[] = {
        { 0, MW_KEY_LARGER, 1 },           { INT64_MAX, MW_KEY_SMALLER, 1 },
        { UINT64_MAX, MW_KEY_LARGER, 0 },  { 0, MW_KEY_MODSEQ, 1 },
        { 0, MW_KEY_YOUNGER, 0 },          { UINT32_MAX, MW_KEY_OLDER, 1 },
        { UINT64_C(1) << 32, MW_KEY_OLDER, 0 }, { UINT64_MAX, MW_KEY_GM_MSGID, 1 },
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        mw_criteria q = fresh();

        assert_int_equal(mw_criteria_number(&q, cases[i].key, cases[i].number),
                         cases[i].good ? MW_OK : MW_E_ARG);
    }
}

static void dates(void **state)
{
    static const uint32_t bad[][3] = { { 2023, 2, 29 }, { 2100, 2, 29 }, { 2024, 4, 31 },
                                       { 2024, 0, 1 },  { 2024, 13, 1 }, { 2024, 1, 0 },
                                       { 2024, 1, 32 }, { 10000, 1, 1 }, { 2024, 11, 31 } };
    static const uint32_t good[][3] = { { 2024, 2, 29 }, { 2000, 2, 29 }, { 2024, 7, 31 },
                                        { 2024, 8, 31 }, { 2024, 12, 31 } };
    mw_criteria q = fresh();
    size_t i;

    (void)state;
    for (i = 0; i < sizeof good / sizeof *good; i++)
        mw_criteria_date(&q, MW_KEY_ON, good[i][0], good[i][1], good[i][2]);
    mw_criteria_date(&q, MW_KEY_SINCE, 7, 5, 3);
    is(&q, "ON 29-Feb-2024 ON 29-Feb-2000 ON 31-Jul-2024 ON 31-Aug-2024 ON 31-Dec-2024 "
           "SINCE 3-May-0007");
    for (i = 0; i < sizeof bad / sizeof *bad; i++) {
        q = fresh();
        mw_criteria_date(&q, MW_KEY_ON, bad[i][0], bad[i][1], bad[i][2]);
        fails(&q, MW_E_ARG);
    }
}

static void sets(void **state)
{
    uint32_t ranges[64], i;
    mw_imap_set set;
    mw_criteria q = fresh();
    char small[48];

    (void)state;
    mw_imap_set_init(&set, ranges, 32);
    mw_criteria_set(&q, MW_KEY_UID, &set);
    fails(&q, MW_E_ARG);
    mw_imap_set_add_text(&set, "9,3:1,12:*", 10);
    q = fresh();
    mw_criteria_set(&q, MW_KEY_UID, &set);
    mw_criteria_set(&q, MW_KEY_NUMBERS, &set);
    mw_criteria_text(&q, MW_KEY_UID, "$");
    mw_criteria_text(&q, MW_KEY_NUMBERS, "*");
    is(&q, "UID 1:3,9,12:* 1:3,9,12:* UID $ *");
    q = fresh();
    mw_criteria_text(&q, MW_KEY_UID, "1 NOT");
    fails(&q, MW_E_ARG);
    q = fresh();
    mw_criteria_set(&q, MW_KEY_UID, NULL);
    fails(&q, MW_E_ARG);
    q = fresh();
    mw_criteria_set(&q, MW_KEY_FROM, &set);
    fails(&q, MW_E_ARG);
    for (i = 0; i < 20; i++)
        mw_imap_set_add(&set, 2 * i + 1, 2 * i + 1);
    mw_criteria_init(&q, small, sizeof small);
    set.star = 0;
    mw_criteria_set(&q, MW_KEY_UID, &set);
    fails(&q, MW_E_MEMORY);
}

static void seen(mw_criteria *q, int count)
{
    while (count--)
        mw_criteria_key(q, MW_KEY_SEEN);
}

static void operators(void **state)
{
    mw_criteria q = fresh();

    (void)state;
    mw_criteria_key(&q, MW_KEY_OR);
    mw_criteria_text(&q, MW_KEY_FROM, "a");
    mw_criteria_key(&q, MW_KEY_OR);
    mw_criteria_key(&q, MW_KEY_NOT);
    mw_criteria_key(&q, MW_KEY_FUZZY);
    mw_criteria_text(&q, MW_KEY_TEXT, "b");
    mw_criteria_key(&q, MW_KEY_SEEN);
    mw_criteria_key(&q, MW_KEY_DRAFT);
    is(&q, "OR FROM \"a\" OR NOT FUZZY TEXT \"b\" SEEN DRAFT");
    q = fresh();
    mw_criteria_key(&q, MW_KEY_NOT);
    fails(&q, MW_E_ARG);
    q = fresh();
    mw_criteria_key(&q, MW_KEY_OR);
    seen(&q, 1);
    fails(&q, MW_E_ARG);
}

/* Parentheses stand where they mean something. */
static void groups(void **state)
{
    mw_criteria q = fresh();

    (void)state;
    mw_criteria_begin_group(&q);
    seen(&q, 2);
    mw_criteria_begin_group(&q);
    seen(&q, 1);
    mw_criteria_end_group(&q);
    mw_criteria_end_group(&q);
    seen(&q, 1);
    is(&q, "SEEN SEEN SEEN SEEN");
    q = fresh();
    mw_criteria_key(&q, MW_KEY_OR);
    mw_criteria_begin_group(&q);
    seen(&q, 2);
    mw_criteria_end_group(&q);
    mw_criteria_begin_group(&q);
    seen(&q, 1);
    mw_criteria_end_group(&q);
    seen(&q, 1);
    is(&q, "OR (SEEN SEEN) SEEN SEEN");
    q = fresh();
    mw_criteria_key(&q, MW_KEY_NOT);
    mw_criteria_begin_group(&q);
    mw_criteria_begin_group(&q);
    seen(&q, 2);
    mw_criteria_end_group(&q);
    mw_criteria_end_group(&q);
    is(&q, "NOT (SEEN SEEN)");
    q = fresh();
    mw_criteria_key(&q, MW_KEY_NOT);
    mw_criteria_begin_group(&q);
    mw_criteria_key(&q, MW_KEY_NOT);
    mw_criteria_begin_group(&q);
    mw_criteria_key(&q, MW_KEY_OR);
    seen(&q, 2);
    mw_criteria_end_group(&q);
    mw_criteria_end_group(&q);
    is(&q, "NOT NOT OR SEEN SEEN");
}

static void bad_groups(void **state)
{
    mw_criteria q = fresh();
    unsigned i;

    (void)state;
    mw_criteria_end_group(&q);
    fails(&q, MW_E_ARG);
    q = fresh();
    mw_criteria_begin_group(&q);
    mw_criteria_end_group(&q);
    fails(&q, MW_E_ARG);
    q = fresh();
    mw_criteria_begin_group(&q);
    seen(&q, 1);
    fails(&q, MW_E_ARG);
    q = fresh();
    mw_criteria_begin_group(&q);
    seen(&q, 1);
    mw_criteria_key(&q, MW_KEY_NOT);
    mw_criteria_end_group(&q);
    fails(&q, MW_E_ARG);
    q = fresh();
    for (i = 0; i < 300; i++)
        mw_criteria_key(&q, MW_KEY_OR);
    assert_true(q.error != MW_OK);
    q = fresh();
    for (i = 0; i <= MW_CRITERIA_DEPTH_MAX; i++)
        assert_int_equal(mw_criteria_begin_group(&q), i < MW_CRITERIA_DEPTH_MAX ? MW_OK : MW_E_ARG);
}

/* With each size of memory: all of it, or an error. */
static void memory_ends(void **state)
{
    static const char want[] = "UNSEEN NOT (FROM \"ann\" LARGER 5) UID 1:7";
    uint32_t ranges[2] = { 1, 7 };
    mw_imap_set set;
    size_t n;

    (void)state;
    for (n = 0; n <= sizeof want + 22; n++) {
        char *p = guard_end(&guard, n);
        const char *criteria;
        mw_criteria q;
        int rc;

        mw_imap_set_init(&set, ranges, 1);
        mw_imap_set_add(&set, 1, 7);
        mw_criteria_init(&q, p, n);
        mw_criteria_key(&q, MW_KEY_UNSEEN);
        mw_criteria_key(&q, MW_KEY_NOT);
        mw_criteria_begin_group(&q);
        mw_criteria_text(&q, MW_KEY_FROM, "ann");
        mw_criteria_number(&q, MW_KEY_LARGER, 5);
        mw_criteria_end_group(&q);
        mw_criteria_set(&q, MW_KEY_UID, &set);
        rc = mw_criteria_end(&q, &criteria);
        if (rc == MW_OK)
            assert_string_equal(criteria, want);
        else
            assert_int_equal(rc, MW_E_MEMORY);
        assert_true(rc == MW_OK || n < sizeof want + 22);
        assert_true(rc != MW_OK || n >= sizeof want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys),       cmocka_unit_test(words),     cmocka_unit_test(wrong_kind),
        cmocka_unit_test(texts),      cmocka_unit_test(headers),   cmocka_unit_test(numbers),
        cmocka_unit_test(dates),      cmocka_unit_test(sets),      cmocka_unit_test(operators),
        cmocka_unit_test(groups),     cmocka_unit_test(bad_groups), cmocka_unit_test(memory_ends),
    };
    int failed;

    guard_new(&guard, 4096);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    guard_free(&guard);
    return failed;
}

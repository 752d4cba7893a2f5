/* SPDX-License-Identifier: MIT */
#include "support/readers.h"
#include "support/unit.h"

#include <mailwire/error.h>

#include <stdio.h>

/* Appends the ranges left in c as "FIRST-LAST " each. */
static void show(mw_imap_cursor *c, char *got, size_t cap)
{
    size_t at = strlen(got);
    mw_range range;

    while (mw_imap_range_next(c, &range) == 1)
        at += (size_t)snprintf(got + at, cap - at, "%ld-%ld ", (long)range.first, (long)range.last);
}

static void expect(const char *data, uint32_t quirks, const char *want)
{
    char got[512] = "";
    mw_imap_cursor c;
    mw_range range;
    int rc;

    mw_data_begin(&c, data, strlen(data), 0);
    show(&c, got, sizeof got);
    assert_string_equal(got, want);
    assert_int_equal(c.quirks, quirks);
    mw_data_begin(&c, data, strlen(data), MW_DATA_STRICT);
    while ((rc = mw_imap_range_next(&c, &range)) == 1)
        ;
    assert_int_equal(rc, quirks ? MW_E_PROTOCOL : 0);
    readers_damage(data, strlen(data));
}

static void sets(void **state)
{
    (void)state;
    expect("", 0, "");
    expect("2", 0, "2-2 ");
    expect("2,4:7,9,12:*", 0, "2-2 4-7 9-9 12-4294967295 ");
    expect("*", 0, "4294967295-4294967295 ");
    expect("*:4,5:1,3:3", 0, "4-4294967295 1-5 3-3 ");
    expect("9,3,9", 0, "9-9 3-3 9-9 ");
    expect("1:4294967295", 0, "1-4294967295 ");
    expect(" 1", MW_DATA_QUIRK_SPACE, "1-1 ");
    expect("1 ", MW_DATA_QUIRK_SPACE, "1-1 ");
    expect("1, 2", MW_DATA_QUIRK_NUMBER, "1-1 ");
    expect("0,1", MW_DATA_QUIRK_NUMBER, "1-1 ");
    expect("0:3,1", MW_DATA_QUIRK_NUMBER, "1-1 ");
    expect("-1,2", MW_DATA_QUIRK_NUMBER, "2-2 ");
    expect("4294967296,2", MW_DATA_QUIRK_NUMBER, "2-2 ");
    expect("99999999999999999999,2", MW_DATA_QUIRK_NUMBER, "2-2 ");
    expect("1:,2", MW_DATA_QUIRK_NUMBER, "2-2 ");
    expect("1,,2,", MW_DATA_QUIRK_NUMBER, "1-1 2-2 ");
    expect("1x,2", MW_DATA_QUIRK_NUMBER, "2-2 ");
    expect("1:2:3,4", MW_DATA_QUIRK_NUMBER, "4-4 ");
    expect("1 2", MW_DATA_QUIRK_SPACE | MW_DATA_QUIRK_EXTRA, "1-1 2-2 ");
    expect("NIL", MW_DATA_QUIRK_NUMBER, "");
}

/* APPENDUID: RFC 9051 7.1, of several messages RFC 4315 3 */
static void behind_a_number(void **state)
{
    const char *data = "38505 3955,3957:3958";
    char got[64] = "";
    mw_imap_cursor c;
    mw_value v;

    (void)state;
    mw_data_begin(&c, data, strlen(data), MW_DATA_STRICT);
    assert_int_equal(mw_imap_value_next(&c, &v), 1);
    assert_int_equal(v.number, 38505);
    show(&c, got, sizeof got);
    assert_string_equal(got, "3955-3955 3957-3958 ");
    assert_int_equal(c.quirks, 0);
}

static void expect_vanished(const char *data, uint32_t quirks, int earlier, const char *want)
{
    char got[64] = "";
    mw_imap_cursor c;
    int seen;

    assert_int_equal(mw_imap_vanished_begin(&c, data, strlen(data), 0, &seen), MW_OK);
    assert_int_equal(seen, earlier);
    show(&c, got, sizeof got);
    assert_string_equal(got, want);
    assert_int_equal(c.quirks, quirks);
    readers_damage(data, strlen(data));
}

/* RFC 7162 3.2.10 */
static void vanished(void **state)
{
    (void)state;
    expect_vanished("(EARLIER) 300:310,405,411", 0, 1, "300-310 405-405 411-411 ");
    expect_vanished("405,407,410", 0, 0, "405-405 407-407 410-410 ");
    expect_vanished("(earlier)  7", MW_DATA_QUIRK_SPACE, 1, "7-7 ");
    expect_vanished("(EARLIER)", MW_DATA_QUIRK_SPACE, 1, "");
    expect_vanished("(X) 7", 0, 0, "7-7 ");
    expect_vanished("", 0, 0, "");
}

static void expect_copied(const char *data, uint32_t quirks, long uidvalidity, const char *want)
{
    char got[256] = "";
    mw_imap_copyuid w;
    mw_copied run;
    size_t at = 0;
    int rc;

    assert_int_equal(mw_imap_copyuid_begin(&w, data, strlen(data), 0), MW_OK);
    assert_int_equal((long)w.uidvalidity, uidvalidity);
    while (mw_imap_copyuid_next(&w, &run) == 1)
        at += (size_t)snprintf(got + at, sizeof got - at, "%lu>%lux%lu ", (unsigned long)run.from,
                               (unsigned long)run.to, (unsigned long)run.count);
    assert_string_equal(got, want);
    assert_int_equal(w.from.quirks, quirks);
    assert_int_equal(mw_imap_copyuid_next(&w, &run), 0);
    rc = mw_imap_copyuid_begin(&w, data, strlen(data), MW_DATA_STRICT);
    while (rc >= 0 && (rc = mw_imap_copyuid_next(&w, &run)) == 1)
        ;
    assert_int_equal(rc, quirks ? MW_E_PROTOCOL : 0);
    readers_damage(data, strlen(data));
}

static void copyuid(void **state)
{
    (void)state;
    /* RFC 9051 7.1 */
    expect_copied("38505 304,319:320 3956:3958", 0, 38505, "304>3956x1 319>3957x2 ");
    expect_copied("1 2 3", 0, 1, "2>3x1 ");
    expect_copied("1 1:4294967295 1:4294967295", 0, 1, "1>1x4294967295 ");
    expect_copied("1 7:5 1:3", 0, 1, "5>1x3 ");
    /* field.md 4.2 */
    expect_copied("1  ", MW_DATA_QUIRK_SPACE | MW_DATA_QUIRK_MISSING, 1, "");
    expect_copied("1 1:3 1:2", MW_DATA_QUIRK_MISSING, 1, "1>1x2 ");
    expect_copied("1 1 1:2,9", MW_DATA_QUIRK_MISSING, 1, "1>1x1 ");
    expect_copied("x 1 1", MW_DATA_QUIRK_NUMBER, -1, "1>1x1 ");
    expect_copied("1 2 3 4", MW_DATA_QUIRK_EXTRA, 1, "2>3x1 ");
    expect_copied("1 0,2 3", MW_DATA_QUIRK_NUMBER, 1, "2>3x1 ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sets),
        cmocka_unit_test(behind_a_number),
        cmocka_unit_test(vanished),
        cmocka_unit_test(copyuid),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "support/readers.h"
#include "support/unit.h"

#include <mailwire/error.h>

#include <stdio.h>

static void expect(const char *data, uint32_t quirks, int64_t seconds, const char *want)
{
    char got[64];
    mw_date d;
    size_t n = strlen(data);

    assert_int_equal(mw_imap_date_read(data, n, 0, &d), MW_OK);
    snprintf(got, sizeof got, "%04u-%02u-%02u %02u:%02u:%02u %d", d.year, d.month, d.day, d.hour,
             d.minute, d.second, d.offset_minutes);
    assert_string_equal(got, want);
    assert_true(d.seconds == seconds);
    assert_int_equal(d.quirks, quirks);
    assert_int_equal(mw_imap_date_read(data, n, MW_DATA_STRICT, &d),
                     quirks ? MW_E_PROTOCOL : MW_OK);
    readers_damage(data, n);
}

/* Seconds by `date -u -d`. */
static void dates(void **state)
{
    (void)state;
    expect("\"17-Jul-1996 02:44:25 -0700\"", 0, 837596665, "1996-07-17 02:44:25 -420");
    expect("\" 1-Jan-1970 00:00:00 +0000\"", 0, 0, "1970-01-01 00:00:00 0");
    expect("\"31-Dec-1969 23:59:59 +0000\"", 0, -1, "1969-12-31 23:59:59 0");
    expect("\"29-Feb-2024 12:00:00 +0530\"", 0, 1709188200, "2024-02-29 12:00:00 330");
    expect("\"29-feb-2000 23:59:60 -0000\"", 0, 951868800, "2000-02-29 23:59:60 0");
    expect("\"31-DEC-9999 23:59:59 +0000\"", 0, 253402300799, "9999-12-31 23:59:59 0");
    expect("\"01-Jan-0001 00:00:00 +0000\"", 0, -62135596800, "0001-01-01 00:00:00 0");
    expect("\"19-Jan-2038 03:14:08 +0000\"", 0, 2147483648, "2038-01-19 03:14:08 0");
    expect("\"30-Apr-2038 03:14:08 +1345\"", 0, 2156160548, "2038-04-30 03:14:08 825");
    expect("{26}\r\n17-Jul-1996 02:44:25 -0700", 0, 837596665, "1996-07-17 02:44:25 -420");
}

static void no_dates(void **state)
{
    static const char *const text[] = {
        /* Domino: field.md 4.7 */
        "\"00-Jan-0000 00:00:00 +0000\"",
        "\"29-Feb-2023 00:00:00 +0000\"",
        "\"29-Feb-1900 00:00:00 +0000\"",
        "\"31-Apr-2023 00:00:00 +0000\"",
        "\"32-Jan-2023 00:00:00 +0000\"",
        "\"01-Jan-2023 24:00:00 +0000\"",
        "\"01-Jan-2023 00:60:00 +0000\"",
        "\"01-Jan-2023 00:00:61 +0000\"",
        "\"01-Jan-2023 00:00:00 +0060\"",
        "\"01-Jan-2023 00:00:00 0000\"",
        "\"01-Jan-2023 00:00:00 +000\"",
        "\"01-Jan-2023 00:00:00 +00000\"",
        "\"01-Jan-2023 00:00:00\"",
        "\"01-Jan-20233 00:00:00 +0000\"",
        "\"01-Jax-2023 00:00:00 +0000\"",
        "\"01/Jan/2023 00:00:00 +0000\"",
        "\"01-Ja\"",
        "\"\"",
        "\"1-Jan-2023 00:00 +0000\"",
        "\"01-Jan-2023 00:00:00 +0000 and more than that\"",
        "\"01-Jan-2023 00:00:00 +2a00\"",
        "\"01-Jan-0000 00:00:00 +0000\"",
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof text / sizeof *text; i++)
        expect(text[i], MW_DATA_QUIRK_DATE, MW_NO_DATE, "0000-00-00 00:00:00 0");
    expect("NIL", 0, MW_NO_DATE, "0000-00-00 00:00:00 0");
    expect("", MW_DATA_QUIRK_MISSING, MW_NO_DATE, "0000-00-00 00:00:00 0");
    expect("12", MW_DATA_QUIRK_ATOM | MW_DATA_QUIRK_DATE, MW_NO_DATE, "0000-00-00 00:00:00 0");
}

/* Each day of 400 years is one after the one before. */
static void all_days(void **state)
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    char text[40];
    mw_date d;
    int64_t last = 946684800 - 86400; /* 1999-12-31 */
    int year, month, day, n;

    (void)state;
    for (year = 2000; year < 2400; year++)
        for (month = 0; month < 12; month++)
            for (day = 1; day <= 31; day++) {
                n = snprintf(text, sizeof text, "\"%02d-%s-%d 00:00:00 +0000\"", day, months[month],
                             year);
                assert_int_equal(mw_imap_date_read(text, (size_t)n, 0, &d), MW_OK);
                if (d.seconds == MW_NO_DATE) {
                    assert_true(day > 28);
                    continue;
                }
                assert_true(d.seconds == last + 86400);
                last = d.seconds;
            }
    assert_true(last == 13569465600 - 86400); /* 2399-12-31 */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates),
        cmocka_unit_test(no_dates),
        cmocka_unit_test(all_days),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

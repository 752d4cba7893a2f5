/* SPDX-License-Identifier: MIT */
#include "support/guard.h"
#include "support/unit.h"

#include <mailwire/imap_build.h>
#include <time.h>

static struct guard guard;

static void prints(int64_t seconds, int32_t zone, const char *want)
{
    char *out = guard_end(&guard, MW_IMAP_DATE_TEXT);

    assert_int_equal(mw_imap_date_print(out, MW_IMAP_DATE_TEXT, seconds, zone), MW_OK);
    assert_string_equal(out, want);
}

static void dates(void **state)
{
    (void)state;
    prints(837596665, -7 * 60, "17-Jul-1996 02:44:25 -0700"); /* the RFC's own */
    prints(0, 0, " 1-Jan-1970 00:00:00 +0000");
    prints(-1, 0, "31-Dec-1969 23:59:59 +0000");
    prints(951782400, 330, "29-Feb-2000 05:30:00 +0530");
    prints(951782400 + 86400, -90, "29-Feb-2000 22:30:00 -0130");
    prints(4107542400, 0, " 1-Mar-2100 00:00:00 +0000");
    prints(4107542399, 0, "28-Feb-2100 23:59:59 +0000");
    prints(253402300799, 0, "31-Dec-9999 23:59:59 +0000");
    prints(-62167219200, 0, " 1-Jan-0000 00:00:00 +0000");
    prints(INT64_C(0x80000000), 23 * 60 + 59, "20-Jan-2038 03:13:08 +2359");
}

static void refused(void **state)
{
    char out[MW_IMAP_DATE_TEXT];

    (void)state;
    assert_int_equal(mw_imap_date_print(out, sizeof out - 1, 0, 0), MW_E_MEMORY);
    assert_int_equal(mw_imap_date_print(NULL, sizeof out, 0, 0), MW_E_ARG);
    assert_int_equal(mw_imap_date_print(out, sizeof out, 253402300800, 0), MW_E_ARG);
    assert_int_equal(mw_imap_date_print(out, sizeof out, 253402300799, 1), MW_E_ARG);
    assert_int_equal(mw_imap_date_print(out, sizeof out, -62167219201, 0), MW_E_ARG);
    assert_int_equal(mw_imap_date_print(out, sizeof out, -62167219200, -1), MW_E_ARG);
    assert_int_equal(mw_imap_date_print(out, sizeof out, INT64_MAX, 0), MW_E_ARG);
    assert_int_equal(mw_imap_date_print(out, sizeof out, INT64_MIN, 0), MW_E_ARG);
    assert_int_equal(mw_imap_date_print(out, sizeof out, 0, 1440), MW_E_ARG);
    assert_int_equal(mw_imap_date_print(out, sizeof out, 0, -1440), MW_E_ARG);
    assert_int_equal(mw_imap_date_print(out, sizeof out, 0, INT32_MIN), MW_E_ARG);
}

/* Beside the C library, twice a day from 1800 to 2200. */
static void as_libc(void **state)
{
    char out[MW_IMAP_DATE_TEXT], want[64];
    time_t t;

    (void)state;
    for (t = -5364662400; t < 7258118400; t += 43199) {
        const struct tm *tm = gmtime(&t);

        strftime(want, sizeof want, "%e-%b-%Y %H:%M:%S +0000", tm);
        assert_int_equal(mw_imap_date_print(out, sizeof out, t, 0), MW_OK);
        assert_string_equal(out, want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates),
        cmocka_unit_test(refused),
        cmocka_unit_test(as_libc),
    };
    int failed;

    guard_new(&guard, 4096);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    guard_free(&guard);
    return failed;
}

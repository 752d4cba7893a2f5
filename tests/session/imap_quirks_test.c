/* SPDX-License-Identifier: MIT */
/* What the readers of values put up with is counted with the session's own quirks. */

#include "support/unit.h"

#include <mailwire/imap_data.h>
#include <mailwire/mailwire.h>

static uint64_t block[512]; /* aligned for a session */

static mw_session *session(uint32_t flags)
{
    mw_config cfg = MW_CONFIG_INIT;
    mw_session *s;

    cfg.host = "x";
    cfg.security = MW_PLAIN;
    cfg.flags = flags;
    cfg.in_bytes = cfg.out_bytes = 256;
    assert_int_equal(mw_imap_init(&s, block, sizeof block, &cfg), MW_OK);
    return s;
}

/* What a reader finds in a date that ends too early and is none. */
static uint32_t met(void)
{
    static const char data[] = "\"00-Jan-0000 00:00:00 +0000";
    mw_date date;

    assert_int_equal(mw_imap_date_read(data, sizeof data - 1, 0, &date), MW_OK);
    assert_int_equal(date.quirks, MW_DATA_QUIRK_DATE | MW_DATA_QUIRK_CUT);
    return date.quirks;
}

/* The quirks that were counted, as bits. */
static uint32_t counted(const mw_session *s, unsigned times)
{
    uint32_t bits = 0;
    unsigned i;

    for (i = 0; i < MW_IMAP_QUIRKS; i++)
        if (mw_quirk(s, i)) {
            assert_true(i >= MW_IMAP_QUIRK_DATA);
            assert_int_equal(mw_quirk(s, i), times);
            bits |= 1u << (i - MW_IMAP_QUIRK_DATA);
        }
    return bits;
}

static void test_counts(void **state)
{
    mw_session *s = session(0);

    (void)state;
    assert_int_equal(mw_imap_quirks(s, 0), MW_OK);
    assert_int_equal(counted(s, 0), 0);
    assert_int_equal(mw_imap_quirks(s, met()), MW_OK);
    assert_int_equal(counted(s, 1), met());
    assert_int_equal(mw_imap_quirks(s, met()), MW_OK);
    assert_int_equal(counted(s, 2), met());
    mw_free(s);
}

/* Every bit has its place, bits that mean nothing have none. */
static void test_all(void **state)
{
    mw_session *s = session(0);
    uint32_t all = MW_DATA_QUIRK_DEPTH * 2 - 1;
    unsigned i;

    (void)state;
    assert_int_equal(mw_imap_quirks(s, UINT32_MAX), MW_OK);
    assert_int_equal(counted(s, 1), all);
    assert_int_equal(mw_quirk(s, MW_IMAP_QUIRKS), 0);
    for (i = 0; i < 300; i++)
        assert_int_equal(mw_imap_quirks(s, UINT32_MAX), MW_OK);
    assert_int_equal(counted(s, 255), all);
    mw_free(s);
}

static void test_strict(void **state)
{
    mw_session *s = session(MW_FLAG_STRICT);

    (void)state;
    assert_int_equal(mw_imap_quirks(s, 0), MW_OK);
    assert_int_equal(mw_imap_quirks(s, met()), MW_E_PROTOCOL);
    assert_int_equal(counted(s, 0), 0);
    assert_true(mw_open(s) > 0);
    mw_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_all),
        cmocka_unit_test(test_strict),
    };

    return cmocka_run_group_tests_name("session/imap_quirks", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "support/readers.h"
#include "support/unit.h"

#include <mailwire/error.h>

#include <stdio.h>

/* "THREAD.DEPTH.NUMBER" each. */
static void expect(const char *data, uint32_t quirks, const char *want)
{
    char got[1024] = "";
    mw_imap_threads w;
    mw_thread thread;
    size_t at = 0, n = strlen(data);
    int rc;

    mw_imap_threads_begin(&w, data, n, 0);
    while (mw_imap_thread_next(&w, &thread) == 1)
        at += (size_t)snprintf(got + at, sizeof got - at, "%u.%u.%lu ", thread.thread, thread.depth,
                               (unsigned long)thread.number);
    assert_string_equal(got, want);
    assert_int_equal(w.cursor.quirks, quirks);
    mw_imap_threads_begin(&w, data, n, MW_DATA_STRICT);
    while ((rc = mw_imap_thread_next(&w, &thread)) == 1)
        ;
    assert_int_equal(rc, quirks ? MW_E_PROTOCOL : 0);
    readers_damage(data, n);
}

/* RFC 5256 4 */
static void of_the_rfc(void **state)
{
    (void)state;
    expect("", 0, "");
    expect("(2)(3 6 (4 23)(44 7 96))", 0, "1.0.2 2.0.3 2.1.6 2.2.4 2.3.23 2.2.44 2.3.7 2.4.96 ");
    expect("((3)(5))", 0, "1.1.3 1.1.5 ");
    expect("(166)(167)(168)", 0, "1.0.166 2.0.167 3.0.168 ");
    expect("(((1)(2))(3 (4)(5)))(6)", 0, "1.2.1 1.2.2 1.1.3 1.2.4 1.2.5 2.0.6 ");
}

static void of_servers(void **state)
{
    (void)state;
    expect("(1) (2)", 0, "1.0.1 2.0.2 ");
    expect("(1 x 2)", MW_DATA_QUIRK_NUMBER, "1.0.1 1.1.2 ");
    expect("3 (1)", MW_DATA_QUIRK_EXTRA, "1.0.1 ");
    expect("(1 (2", MW_DATA_QUIRK_CUT, "1.0.1 1.1.2 ");
    expect("()(1)", 0, "2.0.1 ");
    expect("(()(1))", 0, "1.1.1 ");
}

static void deep(void **state)
{
    enum { LISTS = 40 };
    char data[LISTS * 8] = "";
    mw_imap_threads w;
    mw_thread thread;
    unsigned i;
    size_t n = 0;

    (void)state;
    for (i = 0; i < LISTS; i++)
        n += (size_t)snprintf(data + n, sizeof data - n, "(1 ");
    n += (size_t)snprintf(data + n, sizeof data - n, "2");
    for (i = 0; i < LISTS; i++)
        n += (size_t)snprintf(data + n, sizeof data - n, ")(3)");
    mw_imap_threads_begin(&w, data, n, 0);
    for (i = 0; i < LISTS; i++) {
        assert_int_equal(mw_imap_thread_next(&w, &thread), 1);
        assert_int_equal(thread.depth, i);
        assert_int_equal(w.cursor.quirks, i >= MW_THREAD_DEPTH ? MW_DATA_QUIRK_DEPTH : 0);
    }
    assert_int_equal(mw_imap_thread_next(&w, &thread), 1);
    assert_int_equal(thread.depth, LISTS);
    for (i = LISTS; i-- > 0;) {
        assert_int_equal(mw_imap_thread_next(&w, &thread), 1);
        assert_int_equal(thread.depth, i < MW_THREAD_DEPTH ? i : MW_THREAD_DEPTH - 1);
        assert_int_equal(thread.thread, i ? 1 : 2);
    }
    assert_int_equal(mw_imap_thread_next(&w, &thread), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_the_rfc),
        cmocka_unit_test(of_servers),
        cmocka_unit_test(deep),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

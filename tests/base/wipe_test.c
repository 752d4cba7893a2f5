/* SPDX-License-Identifier: MIT */
#include "base/wipe.h"
#include "support/guard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct guard guard;

/* All n bytes, up to the closed page, and not the one before. */
static void wipes_exactly(void **state)
{
    size_t n, i;

    (void)state;
    for (n = 0; n < 300; n++) {
        char *p = guard_end(&guard, n + 1);

        memset(p, 's', n + 1);
        mw_wipe(p + 1, n);
        assert_int_equal(p[0], 's');
        for (i = 1; i <= n; i++)
            assert_int_equal(p[i], 0);
    }
}

static void wipes_nothing(void **state)
{
    (void)state;
    mw_wipe(NULL, 0);
    mw_wipe(guard_end(&guard, 0), 0); /* the closed page itself */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wipes_exactly),
        cmocka_unit_test(wipes_nothing),
    };
    int failed;

    guard_new(&guard, 4096);
    failed = cmocka_run_group_tests_name("wipe", tests, NULL, NULL);
    guard_free(&guard);
    return failed;
}

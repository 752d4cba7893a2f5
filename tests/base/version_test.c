/* SPDX-License-Identifier: MIT */
#include <mailwire/version.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* The library linked is the one whose headers these are, and number and string agree. */
static void agrees(void **state)
{
    int n = mw_version();
    char string[32];

    (void)state;
    assert_int_equal(n, MW_VERSION);
    snprintf(string, sizeof string, "%d.%d.%d", n >> 16, n >> 8 & 255, n & 255);
    assert_string_equal(string, MW_VERSION_STRING);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(agrees) };

    return cmocka_run_group_tests_name("version", tests, NULL, NULL);
}

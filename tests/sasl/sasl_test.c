/* SPDX-License-Identifier: MIT */
#include "sasl/sasl.h"
#include "support/guard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include <mailwire/session.h>

static struct guard guard;

/* The response to user and secret, which end at a closed page, as one string. */
static void expect(unsigned mechanism, unsigned step, const char *credentials, size_t n,
                   const char *want, size_t want_n)
{
    struct mw_sasl_part part[MW_SASL_PARTS];
    char got[512];
    size_t len = 0, i;

    memset(part, 0xee, sizeof part);
    mw_sasl_response(mechanism, step, guard_copy(&guard, credentials, n), part);
    for (i = 0; i < MW_SASL_PARTS; i++) {
        assert_true(part[i].n <= sizeof got - len);
        if (part[i].n)
            memcpy(got + len, part[i].p, part[i].n);
        len += part[i].n;
    }
    assert_int_equal(len, want_n);
    assert_memory_equal(got, want, len);
}

/* Of string literals: their own NUL is that behind the secret. */
#define EXPECT(mechanism, step, credentials, want) \
    expect(mechanism, step, credentials, sizeof(credentials), want, sizeof(want) - 1)

/* The first example of RFC 4616 section 4, as an AUTH PLAIN without authorization identity. */
static void plain(void **state)
{
    (void)state;
    EXPECT(MW_SASL_PLAIN, 0, "tim\0tanstaaftanstaaf", "\0tim\0tanstaaftanstaaf");
    EXPECT(MW_SASL_PLAIN, 0, "tim\0", "\0tim\0");
    EXPECT(MW_SASL_PLAIN, 0, "\0tanstaaf", "\0\0tanstaaf");
    EXPECT(MW_SASL_PLAIN, 0, "\0", "\0\0");
    EXPECT(MW_SASL_PLAIN, 0, "j\xc3\xbcrgen\0gr\xc3\xbc\xc3\x9f e",
           "\0j\xc3\xbcrgen\0gr\xc3\xbc\xc3\x9f e");
    EXPECT(MW_SASL_PLAIN, 1, "tim\0tanstaaf", "");
}

static void login(void **state)
{
    (void)state;
    EXPECT(MW_SASL_LOGIN, 0, "tim\0tanstaaf", "tim");
    EXPECT(MW_SASL_LOGIN, 1, "tim\0tanstaaf", "tanstaaf");
    EXPECT(MW_SASL_LOGIN, 0, "\0tanstaaf", "");
    EXPECT(MW_SASL_LOGIN, 1, "tim\0", "");
}

/* The example of the providers' own description of XOAUTH2. */
static void xoauth2(void **state)
{
    (void)state;
    EXPECT(MW_SASL_XOAUTH2, 0,
           "someuser@example.com\0vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg==",
           "user=someuser@example.com\001auth=Bearer "
           "vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg==\001\001");
    EXPECT(MW_SASL_XOAUTH2, 1, "someuser@example.com\0token", "");
    EXPECT(MW_SASL_XOAUTH2, 0, "\0", "user=\001auth=Bearer \001\001");
}

static void names(void **state)
{
    (void)state;
    assert_string_equal(mw_sasl_name(MW_SASL_PLAIN), "PLAIN");
    assert_string_equal(mw_sasl_name(MW_SASL_LOGIN), "LOGIN");
    assert_string_equal(mw_sasl_name(MW_SASL_XOAUTH2), "XOAUTH2");
    assert_int_equal(MW_SASL_PLAIN, MW_AUTH_PLAIN);
    assert_int_equal(MW_SASL_LOGIN, MW_AUTH_LOGIN);
    assert_int_equal(MW_SASL_XOAUTH2, MW_AUTH_XOAUTH2);
}

static void choice(void **state)
{
    static const unsigned masks[] = { 0, MW_SASL_PLAIN, MW_SASL_LOGIN,
                                      MW_SASL_PLAIN | MW_SASL_LOGIN };
    static const unsigned best[] = { 0, MW_SASL_PLAIN, MW_SASL_LOGIN, MW_SASL_PLAIN };
    unsigned i;

    (void)state;
    for (i = 0; i < 4; i++) {
        assert_int_equal(mw_sasl_choose(masks[i]), best[i]);
        assert_int_equal(mw_sasl_choose(masks[i] | MW_SASL_XOAUTH2), MW_SASL_XOAUTH2);
    }
    assert_int_equal(mw_sasl_choose(8), 0); /* one that nobody here knows */
}

static void steps(void **state)
{
    (void)state;
    assert_int_equal(mw_sasl_steps(MW_SASL_PLAIN), 1);
    assert_int_equal(mw_sasl_steps(MW_SASL_LOGIN), 2);
    assert_int_equal(mw_sasl_steps(MW_SASL_XOAUTH2), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain), cmocka_unit_test(login),  cmocka_unit_test(xoauth2),
        cmocka_unit_test(names), cmocka_unit_test(choice), cmocka_unit_test(steps),
    };
    int failed;

    guard_new(&guard, 4096);
    failed = cmocka_run_group_tests_name("sasl", tests, NULL, NULL);
    guard_free(&guard);
    return failed;
}

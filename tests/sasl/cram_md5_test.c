/* SPDX-License-Identifier: MIT */
#include "sasl/scram.h"
#include "support/hash.h"
#include "support/unit.h"

static struct hash provider;
static char text[400];

static void new_scram(struct mw_login *x)
{
    memset(x, 0, sizeof *x);
    hash_new(&provider, NULL);
    x->hash = &provider.hash;
    x->text = text;
    x->text_cap = sizeof text;
}

/* RFC 2195 2. */
static void rfc2195(void **state)
{
    static const char challenge[] = "<1896.697170952@postoffice.reston.mci.net>";
    struct mw_login x;

    (void)state;
    new_scram(&x);
    assert_int_equal(mw_hmac_begin(&x, MW_HASH_MD5), MW_OK);
    assert_int_equal(mw_cram_md5(&x, challenge, strlen(challenge), "tanstaaftanstaaf"), MW_OK);
    assert_int_equal(x.response_len, 32);
    assert_memory_equal(x.response, "b913a602c7eda7a495b4e6e7334d3890", 32);
    provider.fail_at = (int)provider.calls + 2;
    assert_int_equal(mw_cram_md5(&x, challenge, strlen(challenge), "tanstaaf"), MW_E_SYSTEM);
}

/* RFC 1939 7. */
static void rfc1939(void **state)
{
    static const char greeting[] = "POP3 server ready <1896.697170952@dbc.mtview.ca.us>";
    struct mw_login x;

    (void)state;
    new_scram(&x);
    mw_apop_begin(&x, greeting, strlen(greeting), "tanstaaf");
    assert_int_not_equal(*x.apop, 0);
    assert_int_equal(sizeof x.apop, 32);
    assert_memory_equal(x.apop, "c4c9334bac560ecc979e58001b3e22fb", 32);
}

static void no_time_stamp(void **state)
{
    static const char *const greetings[] = { "",        "hello",   "<",      "<>",        "<1.2>",
                                             "<1@2",    "<1 @2>",  "<1@\xff>", "<1\t@2>", "1@2>",
                                             "<1>@2>" };
    struct mw_login x;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof greetings / sizeof *greetings; i++) {
        new_scram(&x);
        mw_apop_begin(&x, greetings[i], strlen(greetings[i]), "tanstaaf");
        assert_int_equal(*x.apop, 0);
    }
    new_scram(&x);
    provider.lacks = 1u << MW_HASH_MD5;
    mw_apop_begin(&x, "<1@2>", 5, "tanstaaf");
    assert_int_equal(*x.apop, 0);
    new_scram(&x);
    provider.fail_at = 2;
    mw_apop_begin(&x, "<1@2>", 5, "tanstaaf");
    assert_int_equal(*x.apop, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rfc2195), cmocka_unit_test(rfc1939), cmocka_unit_test(no_time_stamp),
    };

    return cmocka_run_group_tests_name("cram_md5", tests, NULL, NULL);
}

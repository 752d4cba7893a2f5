/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "sasl/encode.h"
#include "support/guard.h"
#include "support/unit.h"

static struct guard guard;

/* The response to names, which end at a closed page, as one string. `names`: authzid, user and
   secret, each with its NUL. */
static void expect(unsigned mechanism, unsigned step, const char *names, size_t n,
                   const char *want, size_t want_n)
{
    static const char before[] = "server.example.com\0[192.0.2.1]\0client";
    struct mw_sasl r;
    char got[512], all[512];
    size_t len;

    memset(&r, 0xee, sizeof r);
    memcpy(all, before, sizeof before);
    memcpy(all + sizeof before, names, n);
    r.strings = guard_copy(&guard, all, sizeof before + n);
    r.bytes = mw_string_at(r.strings, 5);
    r.n = strlen(r.bytes);
    r.text = "143";
    r.out = NULL;
    r.skip = r.room = r.total = 0;
    assert_int_equal(mw_sasl_put(&r, mw_sasl_form(mechanism, step)), want_n);
    memset(got, '#', sizeof got);
    r.out = got;
    r.room = sizeof got;
    r.total = 0;
    len = mw_sasl_put(&r, mw_sasl_form(mechanism, step));
    assert_int_equal(len, want_n);
    assert_memory_equal(got, want, len);
    assert_int_equal(got[len], '#');
}

/* Of string literals: their own NUL is that behind the secret. */
#define EXPECT(mechanism, step, names, want) \
    expect(mechanism, step, names, sizeof(names), want, sizeof(want) - 1)

/* The examples of RFC 4616 section 4. */
static void plain(void **state)
{
    (void)state;
    EXPECT(MW_AUTH_PLAIN, 0, "\0tim\0tanstaaftanstaaf", "\0tim\0tanstaaftanstaaf");
    EXPECT(MW_AUTH_PLAIN, 0, "Ursel\0Kurt\0xipj3plmq", "Ursel\0Kurt\0xipj3plmq");
    EXPECT(MW_AUTH_PLAIN, 0, "\0tim\0", "\0tim\0");
    EXPECT(MW_AUTH_PLAIN, 0, "\0\0tanstaaf", "\0\0tanstaaf");
    EXPECT(MW_AUTH_PLAIN, 0, "\0\0", "\0\0");
    EXPECT(MW_AUTH_PLAIN, 0, "\0j\xc3\xbcrgen\0gr\xc3\xbc\xc3\x9f,=e",
           "\0j\xc3\xbcrgen\0gr\xc3\xbc\xc3\x9f,=e");
}

static void login(void **state)
{
    (void)state;
    EXPECT(MW_AUTH_LOGIN, 0, "\0tim\0tanstaaf", "tim");
    EXPECT(MW_AUTH_LOGIN, 1, "\0tim\0tanstaaf", "tanstaaf");
    EXPECT(MW_AUTH_LOGIN, 0, "\0\0tanstaaf", "");
    EXPECT(MW_AUTH_LOGIN, 1, "\0tim\0", "");
    EXPECT(MW_AUTH_COMMAND, 0, "\0tim\0tanstaaf", "tim");
    EXPECT(MW_AUTH_COMMAND, 1, "\0tim\0tanstaaf", "tanstaaf");
}

static void without_secret(void **state)
{
    (void)state;
    EXPECT(MW_AUTH_EXTERNAL, 0, "\0tim\0x", "");
    EXPECT(MW_AUTH_EXTERNAL, 0, "fred@example.com\0tim\0x", "fred@example.com");
    EXPECT(MW_AUTH_ANONYMOUS, 0, "\0sirhc\0", "sirhc"); /* RFC 4505 4 */
}

/* The hash is given as the secret is. */
static void hashed(void **state)
{
    unsigned bit;

    (void)state;
    EXPECT(MW_AUTH_CRAM_MD5, 0, "\0tim\0b913a602c7ed", "tim b913a602c7ed");
    EXPECT(MW_AUTH_APOP, 0, "\0mrose\0c4c9334bac56", "mrose c4c9334bac56");
    EXPECT(MW_AUTH_OWN, 0, "tom\0tim\0token", "token");
    EXPECT(MW_AUTH_OWN, 1, "tom\0tim\0token", "token");
    for (bit = MW_AUTH_SCRAM_SHA_512_PLUS; bit <= MW_AUTH_SCRAM_SHA_1; bit <<= 1) {
        EXPECT(bit, 0, "tom\0tim\0n,,n=tim", "n,,n=tim");
        EXPECT(bit, 1, "tom\0tim\0c=biws", "c=biws");
    }
}

/* The example of the providers' own description of XOAUTH2. */
static void xoauth2(void **state)
{
    (void)state;
    EXPECT(MW_AUTH_XOAUTH2, 0,
           "\0someuser@example.com\0vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg==",
           "user=someuser@example.com\001auth=Bearer "
           "vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg==\001\001");
    EXPECT(MW_AUTH_XOAUTH2, 1, "\0someuser@example.com\0token", "");
    EXPECT(MW_AUTH_XOAUTH2, 0, "\0\0", "user=\001auth=Bearer \001\001");
}

/* RFC 7628 4.1. */
static void oauthbearer(void **state)
{
    (void)state;
    EXPECT(MW_AUTH_OAUTHBEARER, 0,
           "\0user@example.com\0vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==",
           "n,a=user@example.com,\001host=server.example.com\001port=143\001auth=Bearer "
           "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\001\001");
    EXPECT(MW_AUTH_OAUTHBEARER, 0, "\0=a,b,=\0t",
           "n,a==3Da=2Cb=2C=3D,\001host=server.example.com\001port=143\001auth=Bearer t\001\001");
    EXPECT(MW_AUTH_OAUTHBEARER, 0, "tom,\0tim\0t",
           "n,a=tom=2C,\001host=server.example.com\001port=143\001auth=Bearer t\001\001");
    EXPECT(MW_AUTH_OAUTHBEARER, 1, "\0user\0token", "\001");
}

/* Each name finds its bit, and each bit its name; nothing else is found. */
static void names(void **state)
{
    static const struct {
        unsigned bit;
        const char *name;
    } table[] = {
        { MW_AUTH_EXTERNAL, "EXTERNAL" },
        { MW_AUTH_SCRAM_SHA_512_PLUS, "SCRAM-SHA-512-PLUS" },
        { MW_AUTH_SCRAM_SHA_256_PLUS, "SCRAM-SHA-256-PLUS" },
        { MW_AUTH_SCRAM_SHA_1_PLUS, "SCRAM-SHA-1-PLUS" },
        { MW_AUTH_SCRAM_SHA_512, "SCRAM-SHA-512" },
        { MW_AUTH_SCRAM_SHA_256, "SCRAM-SHA-256" },
        { MW_AUTH_SCRAM_SHA_1, "SCRAM-SHA-1" },
        { MW_AUTH_CRAM_MD5, "CRAM-MD5" },
        { MW_AUTH_OAUTHBEARER, "OAUTHBEARER" },
        { MW_AUTH_XOAUTH2, "XOAUTH2" },
        { MW_AUTH_PLAIN, "PLAIN" },
        { MW_AUTH_LOGIN, "LOGIN" },
        { MW_AUTH_ANONYMOUS, "ANONYMOUS" },
    };
    static const char *const others[] = { "",      "PLAI",    "PLAINT", "SCRAM", "SCRAM-SHA-51",
                                          "APOP",  "NTLM",    "GSSAPI", "OWN",   "SCRAM-SHA-1-",
                                          "LOGIN,", "DIGEST-MD5" };
    size_t i;
    unsigned all = 0;

    (void)state;
    for (i = 0; i < sizeof table / sizeof *table; i++) {
        const char *name = table[i].name;

        assert_string_equal(mw_sasl_name(table[i].bit), name);
        assert_int_equal(mw_sasl_find(guard_copy(&guard, name, strlen(name)), strlen(name)),
                         table[i].bit);
        all |= table[i].bit;
    }
    assert_int_equal(mw_sasl_find("scram-Sha-1", 11), MW_AUTH_SCRAM_SHA_1);
    for (i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(mw_sasl_find(others[i], strlen(others[i])), 0);
    assert_int_equal(all | MW_AUTH_OWN | MW_AUTH_APOP | MW_AUTH_COMMAND, 0xffff);
}

/* The strongest is the lowest bit; what reveals a secret stands behind all that does not. */
static void order(void **state)
{
    (void)state;
    assert_true(MW_AUTH_OWN < MW_AUTH_EXTERNAL);
    assert_true(MW_AUTH_EXTERNAL < (MW_AUTH_PLUS & (0 - MW_AUTH_PLUS)));
    assert_int_equal(MW_AUTH_PLUS << 3 | MW_AUTH_PLUS, MW_AUTH_SCRAM);
    assert_true(MW_AUTH_SCRAM < MW_AUTH_CRAM_MD5);
    assert_true((MW_AUTH_HASHED & MW_AUTH_REVEALS) == 0);
    assert_true(MW_AUTH_HASHED < (MW_AUTH_REVEALS & (0 - MW_AUTH_REVEALS)));
    assert_int_equal(MW_AUTH_DEFAULT & (MW_AUTH_CRAM_MD5 | MW_AUTH_APOP | MW_AUTH_TOKENS), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain),       cmocka_unit_test(login),   cmocka_unit_test(without_secret),
        cmocka_unit_test(hashed),      cmocka_unit_test(xoauth2),     cmocka_unit_test(oauthbearer),
        cmocka_unit_test(names),       cmocka_unit_test(order),
    };
    int failed;

    guard_new(&guard, 4096);
    failed = cmocka_run_group_tests_name("sasl", tests, NULL, NULL);
    guard_free(&guard);
    return failed;
}

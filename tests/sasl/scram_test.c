/* SPDX-License-Identifier: MIT */
#include "sasl/scram.h"
#include "sasl/encode.h"
#include "support/guard.h"
#include "support/hash.h"
#include "support/unit.h"

#include <mailwire/transport.h>

#include <stdio.h>

static struct guard guard, text_guard;
static struct hash provider;
static char strings[1000];

#define NONCE "fyko+d2lbbFgONRv9qkxdawL"
#define SERVER_FIRST "r=" NONCE "3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096"

static void new_scram(struct mw_login *x, const char *authzid, const char *user)
{
    memset(x, 0, sizeof *x);
    hash_new(&provider, NONCE);
    x->hash = &provider.hash;
    x->text_cap = (uint32_t)mw_scram_text_bytes(authzid, user);
    x->text = guard_end(&text_guard, x->text_cap);
    memset(x->text, 0xee, x->text_cap);
    snprintf(strings, sizeof strings, "host%cip%cme%c%s%c%s", 0, 0, 0, authzid, 0, user);
}

/* binding: n bytes of data. */
static void begin(struct mw_login *x, unsigned algorithm, unsigned flag, const void *binding,
                  size_t n)
{
    assert_int_equal(mw_hmac_begin(x, algorithm), MW_OK);
    provider.hash.random(&provider, x->u, MW_SCRAM_RANDOM_BYTES);
    if (n)
        memcpy(x->sum, binding, n);
    mw_scram_begin(x, strings, flag, n);
}

static void says(const struct mw_login *x, const char *want)
{
    assert_int_equal(x->response_len, strlen(want));
    assert_memory_equal(x->response, want, x->response_len);
}

static int first(struct mw_login *x, const char *text, const char *password)
{
    size_t n = strlen(text);

    mw_hmac_key(x, password, strlen(password));
    return mw_scram_first(x, guard_copy(&guard, text, n), n);
}

static void work(struct mw_login *x, const char *text)
{
    unsigned i;

    for (i = 0; i < 4096 / MW_SCRAM_ROUNDS_AT_ONCE; i++) {
        assert_true(i == 0 || x->rounds > 0);
        assert_int_equal(mw_scram_work(x, text, strlen(text)), MW_OK);
    }
    assert_int_equal(x->rounds, 0);
}

static int final(struct mw_login *x, const char *text)
{
    size_t n = strlen(text);

    return mw_scram_final(x, guard_copy(&guard, text, n), n);
}

/* RFC 5802 5. */
static void rfc5802(void **state)
{
    struct mw_login x;

    (void)state;
    new_scram(&x, "", "user");
    begin(&x, MW_HASH_SHA_1, MW_SCRAM_BIND_NONE, NULL, 0);
    says(&x, "n,,n=user,r=" NONCE);
    assert_int_equal(first(&x, SERVER_FIRST, "pencil"), MW_OK);
    work(&x, SERVER_FIRST);
    says(&x, "c=biws,r=" NONCE "3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=");
    assert_int_equal(final(&x, "v=rmF9pqV8S7suAoZWja4dJRkFsKQ="), MW_OK);
    says(&x, "");
    assert_int_equal(final(&x, "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=,x=y"), MW_OK);
    assert_int_equal(final(&x, "v=rmF9pqV8S7suAoZWja4dJRkFsLQ="), MW_E_AUTH_SERVER);
}

/* RFC 7677 3. Its nonce is shorter than ours are. */
static void rfc7677(void **state)
{
    static const char server_first[] = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                                       "s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
    struct mw_login x;

    (void)state;
    new_scram(&x, "", "user");
    begin(&x, MW_HASH_SHA_256, MW_SCRAM_BIND_NONE, NULL, 0);
    memcpy(x.text, "n,,n=user,r=rOprNGfwEbeRWgbNEkqO,,c=biws", 40);
    x.response_len = x.first_len = 32;
    x.text_len = 40;
    says(&x, "n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
    assert_int_equal(first(&x, server_first, "pencil"), MW_OK);
    work(&x, server_first);
    says(&x,
         "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
         "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
    assert_int_equal(final(&x, "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="), MW_OK);
}

/* Channel binding: RFC 5802 6, RFC 5929, RFC 9266; values by another implementation. */
static void binding(void **state)
{
#define END ",r=" NONCE "3rfcNHYJY1ZVvWVs7j,p="
    static const struct {
        unsigned algorithm;
        unsigned flag;
        size_t bytes;
        const char *name, *final, *proof;
    } table[] = {
        { MW_HASH_SHA_1, 0, 32, "tls-exporter",
          "c=cD10bHMtZXhwb3J0ZXIsLMjJysvMzc7P0NHS09TV1tfY2drb3N3e3+Dh4uPk5ebn" END
          "U6ln9u0eTgFAJCW3uqajMJdt3h0=", "v=YxHytdaheHJFrU0XDTXK968mLRI=" },
        { MW_HASH_SHA_256, 1, 12, "tls-unique",
          "c=cD10bHMtdW5pcXVlLCzIycrLzM3Oz9DR0tM=" END
          "TIC8DLs6MrHl0+i8PkBzT/PesnnToAS/6COKDLZlfpc=",
          "v=x0mtM+PVg4wLZqCptyzei8CCE4jK/wcjXN8toS59D/E=" },
        { MW_HASH_SHA_512, 2, 64, "tls-server-end-point",
          "c=cD10bHMtc2VydmVyLWVuZC1wb2ludCwsyMnKy8zNzs/Q0dLT1NXW19jZ2tvc3d7f4OHi4+Tl5ufIycrLzM3O"
          "z9DR0tPU1dbX2Nna29zd3t/g4eLj5OXm5w==" END
          "pMWTP6mXXVF7DgZR1DsGtiEqkNsSN7qTopwbJxu7aqjVkIooZPhVuT2H98t4FUi5jdIAJUZPnGrJVf8Fny/fsA"
          "==",
          "v=9KWo+Z/XO2/paw9o//YtV2ogAQj/ca8SLc9Ldwlv+MaDfz1fip6vrl/xhFlDhPqps47FVnDkUnPMiWkXV29j"
          "BQ==" },
    };
    uint8_t data[64];
    char want[200];
    struct mw_login x;
    size_t i;

    (void)state;
    for (i = 0; i < 64; i++)
        data[i] = (uint8_t)(200 + i % 32);
    for (i = 0; i < sizeof table / sizeof *table; i++) {
        new_scram(&x, "", "user");
        begin(&x, table[i].algorithm, table[i].flag, data, table[i].bytes);
        strcat(strcat(strcpy(want, "p="), table[i].name), ",,n=user,r=" NONCE);
        says(&x, want);
        assert_int_equal(first(&x, SERVER_FIRST, "pencil"), MW_OK);
        work(&x, SERVER_FIRST);
        says(&x, table[i].final);
        assert_int_equal(final(&x, table[i].proof), MW_OK);
    }
    new_scram(&x, "", "user");
    begin(&x, MW_HASH_SHA_1, MW_SCRAM_BIND_MISSED, NULL, 0);
    says(&x, "y,,n=user,r=" NONCE);
}

/* The longest of everything fits the text. */
static void longest(void **state)
{
    char name[301], nonce[MW_SCRAM_NONCE_MAX + 1], text[400];
    uint8_t data[MW_SCRAM_BINDING_MAX];
    struct mw_login x;

    (void)state;
    memset(name, '=', 300);
    name[300] = 0;
    memset(data, 0xff, sizeof data);
    new_scram(&x, name, name);
    begin(&x, MW_HASH_SHA_512, 2, data, sizeof data);
    memset(nonce, 'x', sizeof nonce);
    memcpy(nonce, NONCE, strlen(NONCE));
    nonce[MW_SCRAM_NONCE_MAX] = 0;
    strcat(strcat(strcpy(text, "r="), nonce), ",s=,i=1");
    assert_int_equal(first(&x, text, "pencil"), MW_OK);
    assert_int_equal(mw_scram_work(&x, text, strlen(text)), MW_OK);
    assert_int_equal(x.text_len, x.text_cap);
}

/* 63 bytes of base64 */
#define SALT_21 "AAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define SALT_63 SALT_21 SALT_21 SALT_21

static void server_first(void **state)
{
    static const struct {
        const char *text;
        int rc;
    } table[] = {
        { SERVER_FIRST, MW_OK },
        { SERVER_FIRST ",x=y", MW_OK },
        { "r=" NONCE "!,s=,i=1", MW_OK },
        { "", MW_E_AUTH_SERVER },
        { "r", MW_E_AUTH_SERVER },
        { "r=", MW_E_AUTH_SERVER },
        { "r=" NONCE, MW_E_AUTH_SERVER },
        { "r=" NONCE "x", MW_E_AUTH_SERVER },
        { "r=" NONCE "x,", MW_E_AUTH_SERVER },
        { "r=" NONCE "x,s=", MW_E_AUTH_SERVER },
        { "r=" NONCE "x,s=,", MW_E_AUTH_SERVER },
        { "r=" NONCE "x,s=,i", MW_E_AUTH_SERVER },
        { "r=" NONCE "x,s=,i=", MW_E_AUTH_SERVER },
        { "r=" NONCE "x,s=,i=,", MW_E_AUTH_SERVER },
        { "r=" NONCE "x,s=,i=0", MW_E_AUTH_SERVER },
        { "r=" NONCE "x,s=,i=-1", MW_E_AUTH_SERVER },
        { "r=" NONCE "x,s=,i=1 ", MW_E_AUTH_SERVER },
        { "r=" NONCE "x,s=,i=1x", MW_E_AUTH_SERVER },
        { "r=" NONCE "x,s=A,i=1", MW_E_AUTH_SERVER },
        { "r=" NONCE "x,s=AA=A,i=1", MW_E_AUTH_SERVER },
        { "r=" NONCE "x,i=1,s=", MW_E_AUTH_SERVER },
        { "r=" NONCE "\x7f,s=,i=1", MW_E_AUTH_SERVER },
        { "r=" NONCE "\xc3\xbc,s=,i=1", MW_E_AUTH_SERVER },
        { "R=" NONCE "x,s=,i=1", MW_E_AUTH_SERVER },
        { "m=x,r=" NONCE "x,s=,i=1", MW_E_AUTH_SERVER },
        { "r=" NONCE "x,s=" SALT_63 "AA==,i=1", MW_OK },
        { "r=" NONCE "x,s=" SALT_63 "AAA=,i=1", MW_E_AUTH_SERVER },
        { "r=" NONCE "x,s=" SALT_63 "AAAA,i=1", MW_E_AUTH_SERVER },
        { "r=" NONCE "x,s=" SALT_63 "AAAAAA==,i=1", MW_E_AUTH_SERVER },
        { "r=" NONCE "x,s=,i=1000000", MW_OK },
        { "r=" NONCE "x,s=,i=1000001", MW_E_FLOOD },
        { "r=" NONCE "x,s=,i=4294967296", MW_E_FLOOD },
        { "r=" NONCE "x,s=,i=99999999999999999999", MW_E_AUTH_SERVER },
    };
    struct mw_login x;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof table / sizeof *table; i++) {
        new_scram(&x, "", "user");
        begin(&x, MW_HASH_SHA_256, MW_SCRAM_BIND_NONE, NULL, 0);
        assert_int_equal(first(&x, table[i].text, "pencil"), table[i].rc);
    }
}

static void server_final(void **state)
{
    static const struct {
        const char *text;
        int rc;
    } table[] = {
        { "", MW_E_AUTH_SERVER },
        { "v", MW_E_AUTH_SERVER },
        { "v=", MW_E_AUTH_SERVER },
        { "v=AAAA", MW_E_AUTH_SERVER },
        { "v=rmF9pqV8S7suAoZWja4dJRkFsKQ", MW_E_AUTH_SERVER },
        { "v=rmF9pqV8S7suAoZWja4dJRkFsKQAAAAA", MW_E_AUTH_SERVER },
        { "V=rmF9pqV8S7suAoZWja4dJRkFsKQ=", MW_E_AUTH_SERVER },
        { "v=smF9pqV8S7suAoZWja4dJRkFsKQ=", MW_E_AUTH_SERVER },
        { "e=", MW_E_AUTH },
        { "e=invalid-proof", MW_E_AUTH },
        { "e=unknown-user,v=rmF9pqV8S7suAoZWja4dJRkFsKQ=", MW_E_AUTH },
        { "e=channel-bindings-dont-match", MW_E_AUTH_DOWNGRADE },
        { "e=server-does-support-channel-binding", MW_E_AUTH_DOWNGRADE },
        { "e=unsupported-channel-binding-type", MW_E_AUTH_MECHANISM },
    };
    struct mw_login x;
    size_t i;

    (void)state;
    new_scram(&x, "", "user");
    begin(&x, MW_HASH_SHA_1, MW_SCRAM_BIND_NONE, NULL, 0);
    assert_int_equal(first(&x, SERVER_FIRST, "pencil"), MW_OK);
    work(&x, SERVER_FIRST);
    for (i = 0; i < sizeof table / sizeof *table; i++)
        assert_int_equal(final(&x, table[i].text), table[i].rc);
}

/* What made the key is not there any more when the response is. */
static void wiped(void **state)
{
    struct mw_login x;
    size_t i;

    (void)state;
    new_scram(&x, "", "user");
    begin(&x, MW_HASH_SHA_512, MW_SCRAM_BIND_NONE, NULL, 0);
    assert_int_equal(first(&x, SERVER_FIRST, "pencil"), MW_OK);
    assert_int_equal(x.key[0], 'p');
    work(&x, SERVER_FIRST);
    for (i = 0; i < sizeof x.key; i++)
        assert_int_equal(x.key[i], 0);
    for (i = 0; i < sizeof x.sum; i++)
        assert_int_equal(x.sum[i] | x.u[i] | x.inner[i], 0);
}

static void failures(void **state)
{
    struct mw_login x;
    int i;

    (void)state;
    for (i = 2; i < 20; i++) {
        new_scram(&x, "", "user");
        begin(&x, MW_HASH_SHA_1, MW_SCRAM_BIND_NONE, NULL, 0);
        provider.fail_at = i;
        if (first(&x, "r=" NONCE "x,s=,i=2", "pencil") != MW_E_SYSTEM)
            assert_int_equal(mw_scram_work(&x, "x", 1), i < 15 ? MW_E_SYSTEM : MW_OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rfc5802),      cmocka_unit_test(rfc7677), cmocka_unit_test(binding),
        cmocka_unit_test(longest),      cmocka_unit_test(server_first),
        cmocka_unit_test(server_final), cmocka_unit_test(wiped),   cmocka_unit_test(failures),
    };
    int failed;

    guard_new(&guard, 4096);
    guard_new(&text_guard, 8192);
    failed = cmocka_run_group_tests_name("scram", tests, NULL, NULL);
    guard_free(&guard);
    guard_free(&text_guard);
    return failed;
}

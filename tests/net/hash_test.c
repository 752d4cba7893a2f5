/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE
/* Mbed TLS's hashes as SASL wants them, and SASLprep. */

#include "net/rig.h"

#include <stdio.h>

static const struct {
    unsigned algorithm;
    size_t bytes, block;
    const char *abc; /* digest of "abc": RFC 1321, RFC 6234 */
} algorithms[] = {
    { MW_HASH_MD5, 16, 64, "900150983cd24fb0d6963f7d28e17f72" },
    { MW_HASH_SHA_1, 20, 64, "a9993e364706816aba3e25717850c26c9cd0d89d" },
    { MW_HASH_SHA_256, 32, 64, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { MW_HASH_SHA_512, 64, 128,
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
      "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f" },
};

#define ALGORITHMS (sizeof algorithms / sizeof algorithms[0])

static void same_hex(const unsigned char *bytes, const char *hex)
{
    size_t i;

    for (i = 0; hex[2 * i] != '\0'; i++) {
        char two[3];

        snprintf(two, sizeof two, "%02x", bytes[i]);
        assert_memory_equal(two, hex + 2 * i, 2);
    }
}

static void test_digest(void **state)
{
    const mw_hash *hash = mw_net_hash();
    unsigned char out[MW_HASH_MAX_BYTES];
    size_t i;

    (void)state;
    assert_non_null(hash);
    assert_int_equal(hash->size, sizeof *hash);
    for (i = 0; i < ALGORITHMS; i++) {
        const mw_hash_part abc[] = { { "a", 1 }, { NULL, 0 }, { "bc", 2 } };

        assert_int_equal(hash->digest(hash->ctx, algorithms[i].algorithm, abc, 3, out), MW_OK);
        same_hex(out, algorithms[i].abc);
        assert_int_equal(hash->digest(hash->ctx, algorithms[i].algorithm, NULL, 0, out), MW_OK);
    }
    same_hex(out, "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce");
    assert_int_equal(hash->digest(hash->ctx, 0, NULL, 0, out), MW_E_NOT_OFFERED);
    assert_int_equal(hash->digest(hash->ctx, 5, NULL, 0, out), MW_E_NOT_OFFERED);
    assert_int_equal(hash->rounds(hash->ctx, 5, "", 0, out, out, 1), MW_E_NOT_OFFERED);
}

/* HMAC as RFC 2104 says, by digest alone. */
static void hmac(size_t i, const unsigned char *key, size_t key_len, const void *text, size_t len,
                 unsigned char *out)
{
    const mw_hash *hash = mw_net_hash();
    unsigned char inner[128], outer[128], middle[MW_HASH_MAX_BYTES];
    mw_hash_part parts[2];
    size_t k;

    for (k = 0; k < algorithms[i].block; k++) {
        inner[k] = (unsigned char)((k < key_len ? key[k] : 0) ^ 0x36);
        outer[k] = (unsigned char)((k < key_len ? key[k] : 0) ^ 0x5c);
    }
    parts[0].p = inner;
    parts[0].n = parts[1].n = algorithms[i].block;
    parts[1].p = text;
    parts[1].n = len;
    assert_int_equal(hash->digest(hash->ctx, algorithms[i].algorithm, parts, 2, middle), MW_OK);
    parts[0].p = outer;
    parts[1].p = middle;
    parts[1].n = algorithms[i].bytes;
    assert_int_equal(hash->digest(hash->ctx, algorithms[i].algorithm, parts, 2, out), MW_OK);
}

static void test_rounds(void **state)
{
    static const size_t lengths[] = { 0, 1, 20, 63, 64, 127, 128 };
    const mw_hash *hash = mw_net_hash();
    unsigned char key[129], u[64], sum[64], next[64], total[64];
    size_t i, k, n;
    uint32_t count, round;

    (void)state;
    memset(key, 0xa5, sizeof key);
    for (i = 0; i < ALGORITHMS; i++) {
        for (k = 0; k < 7 && lengths[k] <= algorithms[i].block; k++) {
            for (count = 0; count < 4; count++) {
                memset(u, 1, sizeof u);
                memset(sum, 2, sizeof sum);
                memcpy(next, u, sizeof u);
                memcpy(total, sum, sizeof sum);
                for (round = 0; round < count; round++) {
                    hmac(i, key, lengths[k], next, algorithms[i].bytes, next);
                    for (n = 0; n < algorithms[i].bytes; n++)
                        total[n] = (unsigned char)(total[n] ^ next[n]);
                }
                assert_int_equal(hash->rounds(hash->ctx, algorithms[i].algorithm, key, lengths[k],
                                              u, sum, count), MW_OK);
                assert_memory_equal(u, next, sizeof u);
                assert_memory_equal(sum, total, sizeof sum);
            }
        }
        assert_int_equal(hash->rounds(hash->ctx, algorithms[i].algorithm, key,
                                      algorithms[i].block + 1, u, sum, 1), MW_E_ARG);
    }
}

/* Published: PBKDF2 with HMAC-SHA-1 (RFC 6070) and -SHA-256, "password", "salt", 4096 times. */
static void test_pbkdf2(void **state)
{
    static const char *const keys[] = {
        NULL, "4b007901b765489abead49d926f721d065a429c1",
        "c5e478d59288c841aa530db6845c4c8d962893a001ce4e11a4963873aa98134a"
    };
    const mw_hash *hash = mw_net_hash();
    unsigned char u[64], sum[64];
    size_t i;

    (void)state;
    for (i = 1; i < 3; i++) {
        hmac(i, (const unsigned char *)"password", 8, "salt\0\0\0\1", 8, u);
        memcpy(sum, u, sizeof sum);
        assert_int_equal(hash->rounds(hash->ctx, algorithms[i].algorithm, "password", 8, u, sum,
                                      4095), MW_OK);
        same_hex(sum, keys[i]);
    }
}

/* --- SASLprep ------------------------------------------------------------------------------- */

static int prepare(const char *password, char *out, size_t cap, size_t *len)
{
    const mw_hash *hash = mw_net_hash();

    return hash->prepare(hash->ctx, password, out, cap, len);
}

static void test_saslprep(void **state)
{
    static const struct {
        const char *in, *out; /* NULL: refused */
    } cases[] = {
        { "I\u00adX", "IX" }, /* RFC 4013 3 */
        { "user", "user" },
        { "USER", "USER" },
        { "\u00aa", "a" },
        { "\u2168", "IX" },
        { "\x07\u00e4", NULL },
        { "\u06271", NULL },
        { "p\u00e4ssw\u00f6rd", "p\u00e4ssw\u00f6rd" },
        { "pa\u0308ss", "p\u00e4ss" }, /* composed */
        { "\u212b", "\u00c5" },
        { "\uff21\uff22", "AB" }, /* full width */
        { "a\u00a0b\u3000c\u200bd", "a b c d" },
        { "\u200d\ufe0fx", "x" },
        { "\u20ac\U0001f511", "\u20ac\U0001f511" },
        { "\u0627\u0628", "\u0627\u0628" },
        { "\u06271\u0628", "\u06271\u0628" },
        { "\u0627a\u0628", NULL },
        { "1\u0627", NULL },
        { "\u00ad", NULL }, /* nothing is left */
        { "a\xc2\x80", NULL },
        { "a\u200e", NULL },
        { "a\u2028", NULL },
        { "a\ue000", NULL },
        { "a\ufffd", NULL },
        { "a\ufdd0", NULL },
        { "a\U0001fffe", NULL },
        { "a\U000e0041", NULL },
        { "a\U0010fffd", NULL },
        { "\xc3", NULL }, /* no UTF-8 */
        { "\xc0\x80", NULL },
        { "a\xed\xa0\x80", NULL },
        { "a\xf4\x90\x80\x80", NULL },
        { "\xe4", NULL },
    };
    char out[256];
    size_t i, len;

    (void)state;
    if (!(mw_features() & MW_FEATURE_SASLPREP)) {
        assert_null(mw_net_hash()->prepare);
        return;
    }
    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int rc = prepare(cases[i].in, out, sizeof out, &len);

        if (rc != (cases[i].out != NULL ? MW_OK : MW_E_ARG))
            fail_msg("case %zu: %d", i, rc);
        if (rc != MW_OK)
            continue;
        assert_int_equal(len, strlen(cases[i].out));
        assert_memory_equal(out, cases[i].out, len);
        assert_int_equal(prepare(cases[i].in, out, len - 1, &len), MW_E_TOO_LONG);
    }
}

/* What grows most, many times: no more than cap is ever written. */
static void test_saslprep_growth(void **state)
{
    char in[301], *out = malloc(100 * 33);
    size_t i, len;

    (void)state;
    if (!(mw_features() & MW_FEATURE_SASLPREP)) {
        free(out);
        return;
    }
    for (i = 0; i < 100; i++)
        memcpy(in + 3 * i, "\xef\xb7\xba", 3);
    in[300] = '\0';
    assert_int_equal(prepare(in, out, 100 * 33, &len), MW_OK);
    assert_int_equal(len, 100 * 33);
    for (i = 0; i < 100 * 33; i += 17)
        assert_int_equal(prepare(in, out, i, &len), MW_E_TOO_LONG);
    free(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_digest),
        cmocka_unit_test(test_rounds),
        cmocka_unit_test(test_pbkdf2),
        cmocka_unit_test(test_saslprep),
        cmocka_unit_test(test_saslprep_growth),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

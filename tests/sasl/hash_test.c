/* SPDX-License-Identifier: MIT */
#include "sasl/hash.h"
#include "support/hash.h"
#include "support/unit.h"

static struct hash provider;

static void begin(struct mw_login *h, unsigned algorithm)
{
    memset(h, 0xee, sizeof *h);
    hash_new(&provider, NULL);
    h->hash = &provider.hash;
    assert_int_equal(mw_hmac_begin(h, algorithm), MW_OK);
}

static void is_hex(const uint8_t *p, const char *hex)
{
    size_t i, n = strlen(hex) / 2;

    for (i = 0; i < n; i++) {
        const char *digits = "0123456789abcdef";

        assert_int_equal(p[i], (strchr(digits, hex[2 * i]) - digits) * 16 +
                                   (strchr(digits, hex[2 * i + 1]) - digits));
    }
}

/* RFC 2202 2 and 3, RFC 4231 4: cases 1, 2, and the one with a key longer than a block. */
static void hmac(void **state)
{
    static const struct {
        unsigned algorithm;
        const char *hex[3];
    } table[] = {
        { MW_HASH_MD5,
          { "9294727a3638bb1c13f48ef8158bfc9d", "750c783e6ab0b503eaa86e310a5db738",
            "6b1ab7fe4bd7bf8f0b62e6ce61b9d0cd" } },
        { MW_HASH_SHA_1,
          { "b617318655057264e28bc0b6fb378c8ef146be00", "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
            "aa4ae5e15272d00e95705637ce8a3b55ed402112" } },
        { MW_HASH_SHA_256,
          { "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54" } },
        { MW_HASH_SHA_512,
          { "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde"
            "daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854",
            "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
            "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
            "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352"
            "6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598" } },
    };
    static const char test[] = "Test Using Larger Than Block-Size Key - Hash Key First";
    uint8_t key[131];
    struct mw_login h;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof table / sizeof *table; i++) {
        int is_short = table[i].algorithm <= MW_HASH_SHA_1;

        begin(&h, table[i].algorithm);
        memset(key, 0x0b, sizeof key);
        mw_hmac_key(&h, key, table[i].algorithm == MW_HASH_MD5 ? 16 : 20);
        mw_hmac_of(&h, "Hi There", 8, h.u);
        is_hex(h.u, table[i].hex[0]);
        mw_hmac_key(&h, "Jefe", 4);
        mw_hmac_of(&h, "what do ya want for nothing?", 28, h.u);
        is_hex(h.u, table[i].hex[1]);
        memset(key, 0xaa, sizeof key);
        mw_hmac_key(&h, key, is_short ? 80 : 131);
        mw_hmac_of(&h, test, sizeof test - 1, h.u);
        is_hex(h.u, table[i].hex[2]);
        assert_int_equal(h.rc, MW_OK);
    }
}

/* Several slices are one; the output may be among them. */
static void slices(void **state)
{
    mw_hash_part part[5];
    struct mw_login h;
    uint8_t one[64], many[64];

    (void)state;
    begin(&h, MW_HASH_SHA_256);
    mw_hmac_key(&h, "", 0);
    memcpy(many, "abcdefgh", 8);
    part[1].p = many;
    part[1].n = 3;
    part[2].p = NULL;
    part[2].n = 0;
    part[3].p = many + 3;
    part[3].n = 5;
    part[4].p = "ij";
    part[4].n = 2;
    mw_hmac(&h, part, 5, many);
    mw_hmac_of(&h, "abcdefghij", 10, one);
    assert_memory_equal(one, many, 32);
}

static uint32_t rounds_seen;

/* What a provider may do faster. */
static int rounds(void *ctx, unsigned algorithm, const void *key, size_t key_len, void *u,
                  void *sum, uint32_t count)
{
    struct mw_login h;

    rounds_seen += count;
    memset(&h, 0, sizeof h);
    hash_new(ctx, NULL);
    h.hash = &((struct hash *)ctx)->hash;
    mw_hmac_begin(&h, algorithm);
    assert_int_equal(key_len, h.block);
    mw_hmac_key(&h, key, key_len);
    memcpy(h.u, u, h.bytes);
    memcpy(h.sum, sum, h.bytes);
    mw_pbkdf2(&h, count);
    memcpy(u, h.u, h.bytes);
    memcpy(sum, h.sum, h.bytes);
    return MW_OK;
}

static void derive(struct mw_login *h, uint32_t count, uint32_t slice)
{
    uint32_t n;

    mw_hmac_key(h, "password", 8);
    mw_hmac_of(h, "salt\0\0\0\1", 8, h->u);
    memcpy(h->sum, h->u, sizeof h->sum);
    for (count--; count; count -= n) {
        n = count < slice ? count : slice;
        mw_pbkdf2(h, n);
    }
}

/* RFC 6070 2, and its like for SHA-256 (RFC 7914 11 is another length). */
static void pbkdf2(void **state)
{
    static const struct {
        unsigned algorithm;
        uint32_t rounds;
        const char *hex;
    } table[] = {
        { MW_HASH_SHA_1, 1, "0c60c80f961f0e71f3a9b524af6012062fe037a6" },
        { MW_HASH_SHA_1, 2, "ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957" },
        { MW_HASH_SHA_1, 4096, "4b007901b765489abead49d926f721d065a429c1" },
        { MW_HASH_SHA_256, 2, "ae4d0c95af6b46d32d0adff928f06dd02a303f8ef3c251dfd6e2d85a95474c43" },
        { MW_HASH_SHA_256, 4096,
          "c5e478d59288c841aa530db6845c4c8d962893a001ce4e11a4963873aa98134a" },
    };
    struct mw_login h;
    struct hash other;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof table / sizeof *table; i++) {
        begin(&h, table[i].algorithm);
        derive(&h, table[i].rounds, 64);
        is_hex(h.sum, table[i].hex);
        derive(&h, table[i].rounds, 1000000);
        is_hex(h.sum, table[i].hex);
        rounds_seen = 0;
        hash_new(&other, NULL);
        provider.hash.ctx = &other;
        provider.hash.rounds = rounds;
        derive(&h, table[i].rounds, 100);
        is_hex(h.sum, table[i].hex);
        assert_int_equal(rounds_seen, table[i].rounds - 1);
        provider.hash.ctx = &provider;
        provider.hash.size = offsetof(mw_hash, rounds); /* a struct from before there was it */
        derive(&h, table[i].rounds, 100);
        is_hex(h.sum, table[i].hex);
        assert_int_equal(rounds_seen, table[i].rounds - 1);
    }
}

static void failures(void **state)
{
    struct mw_login h;
    int i;

    (void)state;
    memset(&h, 0, sizeof h);
    hash_new(&provider, NULL);
    h.hash = &provider.hash;
    provider.lacks = 1u << MW_HASH_SHA_512;
    assert_int_equal(mw_hmac_begin(&h, MW_HASH_SHA_512), MW_E_NOT_OFFERED);
    assert_int_equal(mw_hmac_begin(&h, MW_HASH_SHA_256), MW_OK);
    for (i = 1; i <= 5; i++) {
        provider.calls = 0;
        provider.fail_at = i;
        mw_hmac_begin(&h, MW_HASH_SHA_1);
        derive(&h, 2, 64);
        assert_int_equal(h.rc, MW_E_SYSTEM);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hmac),     cmocka_unit_test(slices), cmocka_unit_test(pbkdf2),
        cmocka_unit_test(failures),
    };

    return cmocka_run_group_tests_name("sasl_hash", tests, NULL, NULL);
}

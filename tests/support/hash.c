/* SPDX-License-Identifier: MIT */
#include "support/hash.h"
#include "wire/base64.h"

#include <psa/crypto.h>

#include <stdlib.h>
#include <string.h>

static int digest(void *ctx, unsigned algorithm, const mw_hash_part *part, size_t parts, void *out)
{
    static const psa_algorithm_t algorithms[] = { 0, PSA_ALG_MD5, PSA_ALG_SHA_1, PSA_ALG_SHA_256,
                                                  PSA_ALG_SHA_512 };
    psa_hash_operation_t op = PSA_HASH_OPERATION_INIT;
    struct hash *h = ctx;
    size_t i, n;

    if (h->lacks & 1u << algorithm)
        return MW_E_NOT_OFFERED;
    if ((int)++h->calls == h->fail_at)
        return MW_E_SYSTEM;
    if (psa_crypto_init() != PSA_SUCCESS ||
        psa_hash_setup(&op, algorithms[algorithm]) != PSA_SUCCESS)
        abort();
    for (i = 0; i < parts; i++)
        if (part[i].n && psa_hash_update(&op, part[i].p, part[i].n) != PSA_SUCCESS)
            abort();
    if (psa_hash_finish(&op, out, MW_HASH_MAX_BYTES, &n) != PSA_SUCCESS)
        abort();
    return MW_OK;
}

static int prepare(void *ctx, const char *password, char *out, size_t cap, size_t *len)
{
    (void)ctx;
    for (*len = 0; *password; password++) {
        if (*len == cap)
            return MW_E_TOO_LONG;
        if (strncmp(password, "\xd8\xa7", 2) == 0)
            return MW_E_ARG;
        if (strncmp(password, "\xc2\xaa", 2) == 0) {
            out[(*len)++] = 'a';
            password++;
        } else {
            out[(*len)++] = *password;
        }
    }
    return MW_OK;
}

static int random_bytes(void *ctx, void *buf, size_t len)
{
    const struct hash *h = ctx;
    char bytes[24];

    if (mw_base64_decode(bytes, h->nonce, strlen(h->nonce)) != len)
        abort();
    memcpy(buf, bytes, len);
    return MW_OK;
}

void hash_new(struct hash *h, const char *nonce)
{
    static const mw_hash hash = MW_HASH_INIT;

    memset(h, 0, sizeof *h);
    h->hash = hash;
    h->hash.ctx = h;
    h->hash.digest = digest;
    h->hash.prepare = prepare;
    h->hash.random = nonce ? random_bytes : NULL;
    h->nonce = nonce;
}

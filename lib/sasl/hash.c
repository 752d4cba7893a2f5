/* SPDX-License-Identifier: MIT */
#include "sasl/hash.h"

#include <string.h>

void mw_digest(struct mw_login *l, const mw_hash_part *part, size_t parts, void *out)
{
    if (l->rc == MW_OK)
        l->rc = (int16_t)l->hash->digest(l->hash->ctx, l->algorithm, part, parts, out);
}

int mw_hmac_begin(struct mw_login *l, unsigned algorithm)
{
    static const uint8_t bytes[] = { 0, 16, 20, 32, 64 };

    l->rc = MW_OK;
    l->algorithm = (uint8_t)algorithm;
    l->block = algorithm == MW_HASH_SHA_512 ? 128 : 64;
    l->bytes = bytes[algorithm];
    mw_digest(l, NULL, 0, l->inner);
    return l->rc;
}

void mw_hmac_key(struct mw_login *l, const void *p, size_t n)
{
    mw_hash_part part;

    part.p = p;
    part.n = n;
    if (n > l->block) {
        mw_digest(l, &part, 1, l->inner);
        part.p = l->inner;
        part.n = l->bytes;
    }
    memset(l->key, 0, sizeof l->key);
    memcpy(l->key, part.p, part.n);
}

static void flip(struct mw_login *l, unsigned bits)
{
    unsigned i = l->block;

    while (i--)
        l->key[i] = (uint8_t)(l->key[i] ^ bits);
}

#define INNER_PAD 0x36u
#define OUTER_PAD 0x5cu

void mw_hmac(struct mw_login *l, mw_hash_part *part, size_t parts, void *out)
{
    part->p = l->key;
    part->n = l->block;
    flip(l, INNER_PAD);
    mw_digest(l, part, parts, l->inner);
    flip(l, INNER_PAD ^ OUTER_PAD);
    part[1].p = l->inner;
    part[1].n = l->bytes;
    mw_digest(l, part, 2, out);
    flip(l, OUTER_PAD);
}

void mw_hmac_of(struct mw_login *l, const void *p, size_t n, void *out)
{
    mw_hash_part part[2];

    part[1].p = p;
    part[1].n = n;
    mw_hmac(l, part, 2, out);
}

void mw_hash_add(struct mw_login *l)
{
    unsigned i = l->bytes;

    while (i--)
        l->sum[i] ^= l->u[i];
}

void mw_pbkdf2(struct mw_login *l, uint32_t rounds)
{
    const mw_hash *hash = l->hash;

    if (hash->size > offsetof(mw_hash, rounds) && hash->rounds) {
        l->rc = (int16_t)hash->rounds(hash->ctx, l->algorithm, l->key, l->block, l->u, l->sum,
                                      rounds);
        return;
    }
    while (rounds--) {
        mw_hmac_of(l, l->u, l->bytes, l->u);
        mw_hash_add(l);
    }
}

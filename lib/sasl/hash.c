/* SPDX-License-Identifier: MIT */
#include "sasl/hash.h"

#include <string.h>

void mw_digest(struct mw_hmac *h, const mw_hash_part *part, size_t parts, void *out)
{
    if (h->rc == MW_OK)
        h->rc = (int16_t)h->hash->digest(h->hash->ctx, h->algorithm, part, parts, out);
}

int mw_hmac_begin(struct mw_hmac *h, unsigned algorithm)
{
    static const uint8_t bytes[] = { 0, 16, 20, 32, 64 };

    h->rc = MW_OK;
    h->algorithm = (uint8_t)algorithm;
    h->block = algorithm == MW_HASH_SHA_512 ? 128 : 64;
    h->bytes = bytes[algorithm];
    mw_digest(h, NULL, 0, h->inner);
    return h->rc;
}

void mw_hmac_key(struct mw_hmac *h, const void *p, size_t n)
{
    mw_hash_part part;

    part.p = p;
    part.n = n;
    if (n > h->block) {
        mw_digest(h, &part, 1, h->inner);
        part.p = h->inner;
        part.n = h->bytes;
    }
    memset(h->key, 0, sizeof h->key);
    memcpy(h->key, part.p, part.n);
}

static void flip(struct mw_hmac *h, unsigned bits)
{
    unsigned i;

    for (i = 0; i < h->block; i++)
        h->key[i] = (uint8_t)(h->key[i] ^ bits);
}

#define INNER_PAD 0x36u
#define OUTER_PAD 0x5cu

void mw_hmac(struct mw_hmac *h, mw_hash_part *part, size_t parts, void *out)
{
    part->p = h->key;
    part->n = h->block;
    flip(h, INNER_PAD);
    mw_digest(h, part, parts, h->inner);
    flip(h, INNER_PAD ^ OUTER_PAD);
    part[1].p = h->inner;
    part[1].n = h->bytes;
    mw_digest(h, part, 2, out);
    flip(h, OUTER_PAD);
}

void mw_hmac_of(struct mw_hmac *h, const void *p, size_t n, void *out)
{
    mw_hash_part part[2];

    part[1].p = p;
    part[1].n = n;
    mw_hmac(h, part, 2, out);
}

void mw_hash_add(struct mw_hmac *h)
{
    unsigned i;

    for (i = 0; i < h->bytes; i++)
        h->sum[i] ^= h->u[i];
}

void mw_pbkdf2(struct mw_hmac *h, uint32_t rounds)
{
    const mw_hash *hash = h->hash;

    if (hash->size > offsetof(mw_hash, rounds) && hash->rounds) {
        h->rc = (int16_t)hash->rounds(hash->ctx, h->algorithm, h->key, h->block, h->u, h->sum,
                                      rounds);
        return;
    }
    while (rounds--) {
        mw_hmac_of(h, h->u, h->bytes, h->u);
        mw_hash_add(h);
    }
}

/* SPDX-License-Identifier: MIT */
#ifndef MW_SASL_HASH_H
#define MW_SASL_HASH_H

/* HMAC (RFC 2104) and PBKDF2 (RFC 8018 5.2) on the caller's digests. Their results lie in this
   struct and not on the stack, which is small. */

#include <mailwire/sasl.h>

#define MW_BLOCK_MAX_BYTES 128

struct mw_hmac {
    const mw_hash *hash;
    int16_t rc;        /* MW_OK, or what the first digest failed with that did: all are void then */
    uint8_t algorithm; /* MW_HASH_... */
    uint8_t bytes;     /* of a digest */
    uint8_t block;     /* bytes of one */
    uint8_t key[MW_BLOCK_MAX_BYTES]; /* with zeros up to the block */
    uint8_t inner[MW_HASH_MAX_BYTES];
    uint8_t u[MW_HASH_MAX_BYTES]; /* of PBKDF2, */
    uint8_t sum[MW_HASH_MAX_BYTES]; /* and its result */
};

/* Sets the algorithm. Returns rc: MW_E_NOT_OFFERED: there is no such. */
int mw_hmac_begin(struct mw_hmac *h, unsigned algorithm);
/* The digest of slices, into out, which is none of them. */
void mw_digest(struct mw_hmac *h, const mw_hash_part *part, size_t parts, void *out);
/* A key of any length. */
void mw_hmac_key(struct mw_hmac *h, const void *p, size_t n);
/* HMAC of part[1 .. parts) into out, which may be one of them; part[0] is for the key. */
void mw_hmac(struct mw_hmac *h, mw_hash_part *part, size_t parts, void *out);
/* The same of a slice. */
void mw_hmac_of(struct mw_hmac *h, const void *p, size_t n, void *out);
/* sum ^= u. */
void mw_hash_add(struct mw_hmac *h);
/* More rounds of PBKDF2, u having been made by mw_hmac and sum being its copy at first. */
void mw_pbkdf2(struct mw_hmac *h, uint32_t rounds);

#endif

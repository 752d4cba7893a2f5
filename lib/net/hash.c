/* SPDX-License-Identifier: MIT */
#include "net/hash.h"
#include "base/wipe.h"
#include "net/tls_compat.h"
#include <mailwire/net.h>

#include <string.h>

#define BLOCK_BYTES_MAX 128

static psa_algorithm_t psa_hash(unsigned algorithm)
{
    switch (algorithm) {
    case MW_HASH_MD5:
        return PSA_ALG_MD5;
    case MW_HASH_SHA_1:
        return PSA_ALG_SHA_1;
    case MW_HASH_SHA_256:
        return PSA_ALG_SHA_256;
    case MW_HASH_SHA_512:
        return PSA_ALG_SHA_512;
    default:
        return PSA_ALG_NONE;
    }
}

static int code(psa_status_t status)
{
    switch (status) {
    case PSA_SUCCESS:
        return MW_OK;
    case PSA_ERROR_NOT_SUPPORTED:
        return MW_E_NOT_OFFERED;
    case PSA_ERROR_INSUFFICIENT_MEMORY:
        return MW_E_MEMORY;
    default:
        return MW_E_TLS;
    }
}

static int digest(void *ctx, unsigned algorithm, const mw_hash_part *part, size_t parts, void *out)
{
    const psa_algorithm_t hash = psa_hash(algorithm);
    psa_hash_operation_t op = PSA_HASH_OPERATION_INIT;
    psa_status_t status = PSA_ERROR_NOT_SUPPORTED;
    size_t len, i;

    (void)ctx;
    if (hash != PSA_ALG_NONE)
        status = psa_hash_setup(&op, hash);
    for (i = 0; i < parts && status == PSA_SUCCESS; i++)
        if (part[i].n > 0)
            status = psa_hash_update(&op, part[i].p, part[i].n);
    if (status == PSA_SUCCESS)
        status = psa_hash_finish(&op, out, PSA_HASH_LENGTH(hash), &len);
    psa_hash_abort(&op);
    return code(status);
}

/* Begins the hash of the key's block, each byte of it changed by `with` (RFC 2104 2). */
static psa_status_t begin(psa_hash_operation_t *op, psa_algorithm_t hash, const uint8_t *key,
                          size_t key_len, uint8_t with)
{
    const size_t block_bytes = PSA_HASH_BLOCK_LENGTH(hash);
    uint8_t block[BLOCK_BYTES_MAX];
    psa_status_t status = psa_hash_setup(op, hash);
    size_t i;

    for (i = 0; i < block_bytes; i++)
        block[i] = (uint8_t)((i < key_len ? key[i] : 0) ^ with);
    if (status == PSA_SUCCESS)
        status = psa_hash_update(op, block, block_bytes);
    mw_wipe(block, sizeof block);
    return status;
}

/* u becomes the hash of it behind what `begun` holds. */
static psa_status_t finish(const psa_hash_operation_t *begun, uint8_t *u, size_t n)
{
    psa_hash_operation_t op = PSA_HASH_OPERATION_INIT;
    psa_status_t status = psa_hash_clone(begun, &op);
    size_t len;

    if (status == PSA_SUCCESS)
        status = psa_hash_update(&op, u, n);
    if (status == PSA_SUCCESS)
        status = psa_hash_finish(&op, u, n, &len);
    psa_hash_abort(&op);
    return status;
}

/* The two hashes of the key's blocks are the same in each round: they are copied. */
static int rounds(void *ctx, unsigned algorithm, const void *key, size_t key_len, void *u,
                  void *sum, uint32_t count)
{
    const psa_algorithm_t hash = psa_hash(algorithm);
    const size_t n = PSA_HASH_LENGTH(hash);
    psa_hash_operation_t inner = PSA_HASH_OPERATION_INIT;
    psa_hash_operation_t outer = PSA_HASH_OPERATION_INIT;
    psa_status_t status;
    uint8_t *to = sum;
    size_t i;

    (void)ctx;
    if (hash == PSA_ALG_NONE)
        return MW_E_NOT_OFFERED;
    if (key_len > PSA_HASH_BLOCK_LENGTH(hash))
        return MW_E_ARG;
    status = begin(&inner, hash, key, key_len, 0x36);
    if (status == PSA_SUCCESS)
        status = begin(&outer, hash, key, key_len, 0x5c);
    for (; count > 0 && status == PSA_SUCCESS; count--) {
        status = finish(&inner, u, n);
        if (status == PSA_SUCCESS)
            status = finish(&outer, u, n);
        for (i = 0; i < n; i++)
            to[i] = (uint8_t)(to[i] ^ ((const uint8_t *)u)[i]);
    }
    psa_hash_abort(&inner);
    psa_hash_abort(&outer);
    return code(status);
}

const mw_hash *mw_net_hash(void)
{
    static const mw_hash hash = { sizeof(mw_hash), NULL, digest, rounds, mw_saslprep, NULL };

    return psa_crypto_init() == PSA_SUCCESS ? &hash : NULL;
}

/* SPDX-License-Identifier: MIT */
#include "net/random.h"
#include "net/tls_compat.h"
#include <mailwire/error.h>

int mw_random(void *ctx, void *buf, size_t len)
{
    (void)ctx;
    /* Without TLS nobody has started it yet; else this does nothing. */
    if (psa_crypto_init() != PSA_SUCCESS || psa_generate_random(buf, len) != PSA_SUCCESS)
        return MW_E_TLS;
    return MW_OK;
}

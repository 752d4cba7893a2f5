/* SPDX-License-Identifier: MIT */
#include "net/tls_compat.h"
#include <mailwire/net.h>

uint32_t mw_features(void)
{
    uint32_t features = 0;

#ifdef MW_HAVE_CARES
    features |= MW_FEATURE_ASYNC_DNS;
#endif
#if MW_HAVE_TLS13
    features |= MW_FEATURE_TLS13;
#endif
#if defined(MBEDTLS_HAVE_TIME_DATE)
    features |= MW_FEATURE_CERT_DATES;
#endif
#ifdef MW_HAVE_IDN2
    features |= MW_FEATURE_IDN;
#endif
#ifdef MW_HAVE_ZLIB
    features |= MW_FEATURE_COMPRESS;
#endif
#ifdef MW_HAVE_UNISTRING
    features |= MW_FEATURE_SASLPREP;
#endif
    return features;
}

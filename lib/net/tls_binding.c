/* SPDX-License-Identifier: MIT */
#include "net/tls.h"

#include <string.h>

#define EXPORTER_BYTES 32 /* RFC 9266 2 */

static int is_version(const mbedtls_ssl_context *ssl, const char *name)
{
    return strcmp(mbedtls_ssl_get_version(ssl), name) == 0;
}

/* tls-exporter. In TLS 1.2 it would be safe only with the extended master secret (RFC 9266 3), and
   Mbed TLS does not say whether that was agreed upon. */
static int exporter(mbedtls_ssl_context *ssl, void *buf, size_t cap, size_t *len)
{
#if defined(MBEDTLS_SSL_KEYING_MATERIAL_EXPORT)
    static const char label[] = "EXPORTER-Channel-Binding";

    if (!is_version(ssl, "TLSv1.3"))
        return MW_E_NOT_OFFERED;
    if (cap < EXPORTER_BYTES)
        return MW_E_ARG;
    if (mbedtls_ssl_export_keying_material(ssl, buf, EXPORTER_BYTES, label, sizeof label - 1, NULL,
                                           0, 0) != 0)
        return MW_E_NOT_OFFERED;
    *len = EXPORTER_BYTES;
    return MW_OK;
#else
    (void)ssl;
    (void)buf;
    (void)cap;
    (void)len;
    return MW_E_NOT_OFFERED;
#endif
}

/* The hash that the certificate is signed with, the broken ones replaced; 0: none that RFC 5929 4.1
   has a rule for. */
static psa_algorithm_t certificate_hash(const mbedtls_x509_crt *crt)
{
    switch (crt->MBEDTLS_PRIVATE(sig_md)) {
    case MBEDTLS_MD_MD5:
    case MBEDTLS_MD_SHA1:
    case MBEDTLS_MD_SHA256:
        return PSA_ALG_SHA_256;
    case MBEDTLS_MD_SHA224:
        return PSA_ALG_SHA_224;
    case MBEDTLS_MD_SHA384:
        return PSA_ALG_SHA_384;
    case MBEDTLS_MD_SHA512:
        return PSA_ALG_SHA_512;
    default:
        return 0;
    }
}

static int server_end_point(const mbedtls_ssl_context *ssl, void *buf, size_t cap, size_t *len)
{
    const mbedtls_x509_crt *crt = mbedtls_ssl_get_peer_cert(ssl);
    psa_algorithm_t hash = crt != NULL ? certificate_hash(crt) : 0;

    if (hash == 0)
        return MW_E_NOT_OFFERED;
    if (cap < PSA_HASH_LENGTH(hash))
        return MW_E_ARG;
    return psa_hash_compute(hash, crt->raw.p, crt->raw.len, buf, cap, len) == PSA_SUCCESS
               ? MW_OK
               : MW_E_NOT_OFFERED;
}

/* The first Finished message, which is ours as long as no session is resumed: tls_secure wants a
   certificate each time. */
static int unique(const mbedtls_ssl_context *ssl, void *buf, size_t cap, size_t *len)
{
#if defined(MBEDTLS_SSL_RENEGOTIATION)
    size_t n = ssl->MBEDTLS_PRIVATE(verify_data_len);

    if (!is_version(ssl, "TLSv1.2") || n == 0)
        return MW_E_NOT_OFFERED;
    if (cap < n)
        return MW_E_ARG;
    memcpy(buf, ssl->MBEDTLS_PRIVATE(own_verify_data), n);
    *len = n;
    return MW_OK;
#else
    (void)ssl;
    (void)buf;
    (void)cap;
    (void)len;
    return MW_E_NOT_OFFERED;
#endif
}

int mw_tls_channel(mbedtls_ssl_context *ssl, int kind, void *buf, size_t cap, size_t *len)
{
    *len = 0;
    switch (kind) {
    case MW_BINDING_EXPORTER:
        return exporter(ssl, buf, cap, len);
    case MW_BINDING_SERVER_END_POINT:
        return server_end_point(ssl, buf, cap, len);
    case MW_BINDING_UNIQUE:
        return unique(ssl, buf, cap, len);
    default:
        return MW_E_NOT_OFFERED;
    }
}

/* SPDX-License-Identifier: MIT */
#include "net/tls.h"
#include <string.h>

uint32_t mw_cert_bits(uint32_t flags)
{
    static const struct {
        uint32_t flags, cert;
    } map[] = {
        { MBEDTLS_X509_BADCERT_EXPIRED, MW_CERT_EXPIRED },
        { MBEDTLS_X509_BADCERT_FUTURE, MW_CERT_NOT_YET },
        { MBEDTLS_X509_BADCERT_CN_MISMATCH, MW_CERT_HOST },
        { MBEDTLS_X509_BADCERT_REVOKED, MW_CERT_REVOKED },
        { MBEDTLS_X509_BADCERT_NOT_TRUSTED | MBEDTLS_X509_BADCERT_MISSING |
              MBEDTLS_X509_BADCERT_SKIP_VERIFY | MBEDTLS_X509_BADCRL_NOT_TRUSTED |
              MBEDTLS_X509_BADCRL_EXPIRED | MBEDTLS_X509_BADCRL_FUTURE |
              MBEDTLS_X509_BADCRL_BAD_MD | MBEDTLS_X509_BADCRL_BAD_PK |
              MBEDTLS_X509_BADCRL_BAD_KEY,
          MW_CERT_UNTRUSTED },
        { MBEDTLS_X509_BADCERT_BAD_KEY | MBEDTLS_X509_BADCERT_BAD_MD |
              MBEDTLS_X509_BADCERT_BAD_PK | MBEDTLS_X509_BADCERT_KEY_USAGE |
              MBEDTLS_X509_BADCERT_EXT_KEY_USAGE | MBEDTLS_X509_BADCERT_NS_CERT_TYPE,
          MW_CERT_WEAK },
    };
    uint32_t cert = 0;
    size_t i;

    for (i = 0; i < sizeof map / sizeof map[0]; i++)
        if (flags & map[i].flags)
            cert |= map[i].cert;
    return cert;
}

int mw_cert_code(uint32_t cert)
{
    static const struct {
        uint32_t cert;
        int code;
    } order[] = {
        { MW_CERT_UNTRUSTED, MW_E_CERT_UNTRUSTED }, { MW_CERT_REVOKED, MW_E_CERT_REVOKED },
        { MW_CERT_HOST, MW_E_CERT_HOST },           { MW_CERT_EXPIRED, MW_E_CERT_EXPIRED },
        { MW_CERT_NOT_YET, MW_E_CERT_NOT_YET },     { MW_CERT_WEAK, MW_E_CERT_WEAK },
        { MW_CERT_PIN, MW_E_CERT_PIN },
    };
    size_t i;

    for (i = 0; i < sizeof order / sizeof order[0]; i++)
        if (cert & order[i].cert)
            return order[i].code;
    return 0;
}

static int is_pinned(const mw_verify *v, const mbedtls_x509_crt *crt)
{
    uint8_t hash[32];
    size_t len = 0;
    size_t i;

    if (psa_hash_compute(PSA_ALG_SHA_256, crt->pk_raw.p, crt->pk_raw.len, hash, sizeof hash,
                         &len) != PSA_SUCCESS ||
        len != sizeof hash)
        return 0;
    for (i = 0; i < v->pin_count; i++)
        if (memcmp(v->pins + 32 * i, hash, sizeof hash) == 0)
            return 1;
    return 0;
}

/* Called for each certificate, the trust anchor first and the server's own (depth 0) last. The
   library's own judgement is only ever added to: its name check takes a common name, URIs and
   "*.org" as well, so ours has to agree. A refusal is a flag; returning it would hide the rest. */
int mw_verify_certificate(void *ctx, mbedtls_x509_crt *crt, int depth, uint32_t *flags)
{
    mw_verify *v = ctx;

    if (v->pin_count > 0 && !v->pinned)
        v->pinned = is_pinned(v, crt);
    if (depth == 0) {
        v->leaf_seen = 1;
        if (!mw_cert_is_for(crt, v->host))
            *flags |= MBEDTLS_X509_BADCERT_CN_MISMATCH;
        if (v->pin_count > 0 && !v->pinned) {
            *flags |= MBEDTLS_X509_BADCERT_OTHER;
            v->cert |= MW_CERT_PIN;
        }
    }
    v->cert |= mw_cert_bits(*flags);
    return 0;
}

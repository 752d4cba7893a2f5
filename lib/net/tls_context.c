/* SPDX-License-Identifier: MIT */
#include "net/tls.h"

#include <stdlib.h>
#include <string.h>

/* Where systems keep their CA certificates in one file. */
static const char *const ca_bundles[] = {
    "/etc/ssl/certs/ca-certificates.crt",                /* Debian, Alpine, Arch */
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", /* Fedora, RHEL */
    "/etc/pki/tls/certs/ca-bundle.crt",                  /* RHEL, older */
    "/etc/ssl/ca-bundle.pem",                            /* SUSE */
    "/etc/ssl/cert.pem",                                 /* BSDs, macOS */
    "/usr/local/share/certs/ca-root-nss.crt",            /* FreeBSD */
};

#if !MW_MBEDTLS_4
static int random_bytes(void *ctx, unsigned char *out, size_t len)
{
    (void)ctx;
    return psa_generate_random(out, len) == PSA_SUCCESS ? 0 : -1;
}
#endif

/* Mbed TLS 3.6.6 and 4.1.0 refuse TLS 1.2 handshakes that are signed with RSA-PSS, which most
   servers choose when it comes first. TLS 1.3 knows no PKCS #1, so there the order is harmless.
   The library at run time may be another than at build time, so this is not conditional. */
static void set_signatures(mbedtls_ssl_config *conf)
{
#if MW_MBEDTLS_3
    static const uint16_t order[] = {
        MBEDTLS_TLS1_3_SIG_ECDSA_SECP256R1_SHA256, MBEDTLS_TLS1_3_SIG_ECDSA_SECP384R1_SHA384,
        MBEDTLS_TLS1_3_SIG_ECDSA_SECP521R1_SHA512, MBEDTLS_TLS1_3_SIG_RSA_PKCS1_SHA256,
        MBEDTLS_TLS1_3_SIG_RSA_PKCS1_SHA384,       MBEDTLS_TLS1_3_SIG_RSA_PKCS1_SHA512,
        MBEDTLS_TLS1_3_SIG_RSA_PSS_RSAE_SHA256,    MBEDTLS_TLS1_3_SIG_RSA_PSS_RSAE_SHA384,
        MBEDTLS_TLS1_3_SIG_RSA_PSS_RSAE_SHA512,    MBEDTLS_TLS1_3_SIG_NONE
    };

    mbedtls_ssl_conf_sig_algs(conf, order);
#else
    static const int order[] = { MBEDTLS_MD_SHA256, MBEDTLS_MD_SHA384, MBEDTLS_MD_SHA512,
                                 MBEDTLS_MD_NONE };

    mbedtls_ssl_conf_sig_hashes(conf, order);
#endif
}

/* The cheap ones first: the default of 2.28 begins with P-521. */
static void set_groups(mbedtls_ssl_config *conf)
{
#if MW_MBEDTLS_3
    static const uint16_t order[] = {
        MBEDTLS_SSL_IANA_TLS_GROUP_X25519, MBEDTLS_SSL_IANA_TLS_GROUP_SECP256R1,
        MBEDTLS_SSL_IANA_TLS_GROUP_SECP384R1, MBEDTLS_SSL_IANA_TLS_GROUP_SECP521R1,
        MBEDTLS_SSL_IANA_TLS_GROUP_NONE
    };

    mbedtls_ssl_conf_groups(conf, order);
#else
    static const mbedtls_ecp_group_id order[] = { MBEDTLS_ECP_DP_CURVE25519,
                                                  MBEDTLS_ECP_DP_SECP256R1,
                                                  MBEDTLS_ECP_DP_SECP384R1,
                                                  MBEDTLS_ECP_DP_SECP521R1, MBEDTLS_ECP_DP_NONE };

    mbedtls_ssl_conf_curves(conf, order);
#endif
}

static int set_versions(mbedtls_ssl_config *conf, uint32_t min, uint32_t max)
{
    const uint32_t newest = MW_HAVE_TLS13 ? 0x0304 : 0x0303;

    if (min == 0)
        min = 0x0303;
    if (max == 0)
        max = newest;
    if (min < 0x0303 || min > 0x0304 || max < 0x0303 || max > 0x0304 || min > max || min > newest)
        return MW_E_ARG;
    if (max > newest)
        max = newest;
#if MW_MBEDTLS_3
    mbedtls_ssl_conf_min_tls_version(conf, (mbedtls_ssl_protocol_version)min);
    mbedtls_ssl_conf_max_tls_version(conf, (mbedtls_ssl_protocol_version)max);
#else
    mbedtls_ssl_conf_min_version(conf, (int)(min >> 8), (int)(min & 0xff));
    mbedtls_ssl_conf_max_version(conf, (int)(max >> 8), (int)(max & 0xff));
#endif
    return MW_OK;
}

/* Every certificate of a file that can be read; one that cannot spoils none of the others. */
static int load_ca_file(mbedtls_x509_crt *ca, const char *file)
{
#if defined(MBEDTLS_FS_IO)
    return mbedtls_x509_crt_parse_file(ca, file) >= 0 ? MW_OK : MW_E_TLS_CA;
#else
    (void)ca;
    (void)file;
    return MW_E_TLS_CA;
#endif
}

static int load_ca_system(mbedtls_x509_crt *ca)
{
    size_t i;

    for (i = 0; i < sizeof ca_bundles / sizeof ca_bundles[0]; i++)
        if (load_ca_file(ca, ca_bundles[i]) == MW_OK && ca->raw.p != NULL)
            return MW_OK;
    return MW_E_TLS_CA;
}

/* PEM must end in a NUL for Mbed TLS, which then counts; DER does not mind one. */
static int load_ca_memory(mbedtls_x509_crt *ca, const void *data, size_t len)
{
    unsigned char *copy = len < (size_t)-1 ? malloc(len + 1) : NULL;
    int rc;

    if (copy == NULL)
        return MW_E_MEMORY;
    memcpy(copy, data, len);
    copy[len] = '\0';
    rc = mbedtls_x509_crt_parse(ca, copy, len + 1);
    free(copy);
    return rc >= 0 ? MW_OK : MW_E_TLS_CA;
}

static int load_ca(mw_tls_context *tls, const mw_tls *opt)
{
    int rc = MW_OK;

    if (opt->ca_pem != NULL)
        rc = load_ca_memory(&tls->ca, opt->ca_pem, opt->ca_len);
    if (rc == MW_OK && opt->ca_file != NULL)
        rc = load_ca_file(&tls->ca, opt->ca_file);
    if (opt->ca_pem == NULL && opt->ca_file == NULL)
        rc = load_ca_system(&tls->ca);
    if (rc == MW_OK && tls->ca.raw.p == NULL)
        rc = MW_E_TLS_CA;
    if (rc == MW_OK)
        mbedtls_ssl_conf_ca_chain(&tls->conf, &tls->ca, NULL);
    return rc;
}

#if defined(MBEDTLS_FS_IO)

static int load_key(mbedtls_pk_context *key, const char *file, const char *password)
{
#if MW_MBEDTLS_3 && !MW_MBEDTLS_4
    return mbedtls_pk_parse_keyfile(key, file, password, random_bytes, NULL);
#else
    return mbedtls_pk_parse_keyfile(key, file, password);
#endif
}

static int keys_fit(const mbedtls_x509_crt *crt, const mbedtls_pk_context *key)
{
#if MW_MBEDTLS_3 && !MW_MBEDTLS_4
    return mbedtls_pk_check_pair(&crt->pk, key, random_bytes, NULL) == 0;
#else
    return mbedtls_pk_check_pair(&crt->pk, key) == 0;
#endif
}

static int load_client(mw_tls_context *tls, const mw_tls *opt)
{
    const char *key_file = opt->key_file != NULL ? opt->key_file : opt->cert_file;

    if (opt->cert_file == NULL)
        return opt->key_file == NULL ? MW_OK : MW_E_ARG;
    if (mbedtls_x509_crt_parse_file(&tls->own, opt->cert_file) != 0 ||
        load_key(&tls->own_key, key_file, opt->key_password) != 0 ||
        !keys_fit(&tls->own, &tls->own_key))
        return MW_E_ARG;
    return mbedtls_ssl_conf_own_cert(&tls->conf, &tls->own, &tls->own_key) == 0 ? MW_OK
                                                                               : MW_E_MEMORY;
}

#else

static int load_client(mw_tls_context *tls, const mw_tls *opt)
{
    (void)tls;
    return opt->cert_file == NULL && opt->key_file == NULL ? MW_OK : MW_E_ARG;
}

#endif

static int copy_pins(mw_tls_context *tls, const mw_tls *opt)
{
    if (opt->pin_count == 0)
        return MW_OK;
    if (opt->pin_sha256 == NULL || opt->pin_count > (size_t)-1 / 32)
        return MW_E_ARG;
    tls->pins = malloc(32 * opt->pin_count);
    if (tls->pins == NULL)
        return MW_E_MEMORY;
    memcpy(tls->pins, opt->pin_sha256, 32 * opt->pin_count);
    tls->pin_count = opt->pin_count;
    return MW_OK;
}

static int configure(mw_tls_context *tls, const mw_tls *opt)
{
    mbedtls_ssl_config *conf = &tls->conf;
    int rc;

    if (mbedtls_ssl_config_defaults(conf, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM,
                                    MBEDTLS_SSL_PRESET_DEFAULT) != 0)
        return MW_E_MEMORY;
    mbedtls_ssl_conf_authmode(conf, MBEDTLS_SSL_VERIFY_REQUIRED);
#if !MW_MBEDTLS_4
    mbedtls_ssl_conf_rng(conf, random_bytes, NULL);
#endif
#if defined(MBEDTLS_SSL_SESSION_TICKETS)
    mbedtls_ssl_conf_session_tickets(conf, MBEDTLS_SSL_SESSION_TICKETS_DISABLED);
#endif
    set_signatures(conf);
    set_groups(conf);
    rc = set_versions(conf, opt->min_version, opt->max_version);
    if (rc == MW_OK)
        rc = copy_pins(tls, opt);
    if (rc == MW_OK)
        rc = load_ca(tls, opt);
    if (rc == MW_OK)
        rc = load_client(tls, opt);
    return rc;
}

/* What the caller's header knew of mw_tls; the rest is as in MW_TLS_INIT. */
static mw_tls known_options(const mw_tls *opt)
{
    mw_tls known = MW_TLS_INIT;

    if (opt != NULL)
        memcpy(&known, opt, opt->size < sizeof known ? opt->size : sizeof known);
    return known;
}

int mw_tls_context_new(mw_tls_context **out, const mw_tls *opt)
{
    mw_tls known = known_options(opt);
    mw_tls_context *tls;
    int rc;

    if (out == NULL)
        return MW_E_ARG;
    *out = NULL;
    /* Before anything is parsed (4.x), and harmless when done already. */
    if (psa_crypto_init() != PSA_SUCCESS)
        return MW_E_TLS;
    tls = calloc(1, sizeof *tls);
    if (tls == NULL)
        return MW_E_MEMORY;
    mbedtls_ssl_config_init(&tls->conf);
    mbedtls_x509_crt_init(&tls->ca);
    mbedtls_x509_crt_init(&tls->own);
    mbedtls_pk_init(&tls->own_key);
    rc = configure(tls, &known);
    if (rc != MW_OK) {
        mw_tls_context_free(tls);
        return rc;
    }
    *out = tls;
    return MW_OK;
}

void mw_tls_context_free(mw_tls_context *tls)
{
    if (tls == NULL)
        return;
    mbedtls_ssl_config_free(&tls->conf);
    mbedtls_x509_crt_free(&tls->ca);
    mbedtls_x509_crt_free(&tls->own);
    mbedtls_pk_free(&tls->own_key);
    free(tls->pins);
    free(tls);
}

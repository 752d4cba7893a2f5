/* SPDX-License-Identifier: MIT */
#include "net/tls.h"

#define ALERT_HANDSHAKE_FAILURE 40
#define ALERT_PROTOCOL_VERSION 70
#define ALERT_INSUFFICIENT_SECURITY 71

#define FIRST_IS_ALERT 0x15 /* record type of the peer's very first record */

/* Mbed TLS adds its low-level codes to the high-level ones in the low seven bits, which are free
   here; so the alert's number goes the same way: -0x77C6 is alert 70. */
static int with_alert(const mbedtls_ssl_context *ssl, int rc, int *alert)
{
    *alert = 0;
    if (rc != MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE)
        return rc;
    *alert = mw_ssl_alert(ssl);
    return *alert > 0 && *alert < 0x80 ? rc - *alert : rc;
}

/* Alert 40 as the answer to our hello means that nothing suited; later it may mean anything, such
   as a client certificate that is missing. */
static int alert_code(int alert, int first)
{
    if (alert == ALERT_PROTOCOL_VERSION || alert == ALERT_INSUFFICIENT_SECURITY)
        return MW_E_TLS_VERSION;
    if (alert == ALERT_HANDSHAKE_FAILURE && first == FIRST_IS_ALERT)
        return MW_E_TLS_VERSION;
    return MW_E_TLS;
}

static int library_code(int rc)
{
    switch (rc) {
    case MW_SSL_BAD_VERSION:
#if MW_MBEDTLS_3
    case MBEDTLS_ERR_SSL_HANDSHAKE_FAILURE:
#else
    case MBEDTLS_ERR_SSL_NO_CIPHER_CHOSEN:
#endif
        return MW_E_TLS_VERSION;
    case MBEDTLS_ERR_SSL_CA_CHAIN_REQUIRED:
        return MW_E_TLS_CA;
    case MBEDTLS_ERR_SSL_ALLOC_FAILED:
        return MW_E_MEMORY;
    default:
        return MW_E_TLS;
    }
}

static int below_code(const mw_tls_bio *bio)
{
    int code = bio->recv_code != 0 ? bio->recv_code : bio->send_code;

    return code == 0 || code == MW_EOF || code == MW_E_TRUNCATED ? MW_E_CONN_LOST : code;
}

int mw_handshake_code(const mbedtls_ssl_context *ssl, mw_tls_bio *bio, mw_verify *verify, int rc,
                      int *backend)
{
    int alert;

    *backend = with_alert(ssl, rc, &alert);
    if (mw_bio_is_text(bio))
        return MW_E_PORT_IS_PLAIN;
    /* Key usage is judged outside the callback; the result is all ones before there is one. */
    if (rc == MBEDTLS_ERR_X509_CERT_VERIFY_FAILED || rc == MW_SSL_BAD_CERTIFICATE) {
        uint32_t flags = mbedtls_ssl_get_verify_result(ssl);

        if (flags != 0xffffffffu)
            verify->cert |= mw_cert_bits(flags);
    }
    if (verify->cert != 0)
        return mw_cert_code(verify->cert);
    if (rc == MW_BIO_BROKEN || rc == MBEDTLS_ERR_SSL_CONN_EOF) {
        *backend = 0;
        return below_code(bio);
    }
    if (rc == MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY)
        return MW_E_CONN_LOST;
    return alert != 0 ? alert_code(alert, bio->first[0]) : library_code(rc);
}

int mw_record_code(const mbedtls_ssl_context *ssl, const mw_tls_bio *bio, int rc, int *backend)
{
    int alert;

    *backend = with_alert(ssl, rc, &alert);
    if (rc != MW_BIO_BROKEN)
        return rc == MBEDTLS_ERR_SSL_ALLOC_FAILED ? MW_E_MEMORY : MW_E_TLS;
    *backend = 0;
    return below_code(bio);
}

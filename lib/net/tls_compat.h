/* SPDX-License-Identifier: MIT */
#ifndef MW_NET_TLS_COMPAT_H
#define MW_NET_TLS_COMPAT_H

/* Mbed TLS 2.28, 3.6 and 4.x under one set of names. */

#include <mbedtls/version.h> /* first: it brings the configuration, whatever its name is */

#include <mbedtls/pk.h>
#include <mbedtls/ssl.h>
#include <mbedtls/x509_crt.h>
#include <psa/crypto.h>

#if MBEDTLS_VERSION_NUMBER < 0x021c0000
#error "mailwire needs Mbed TLS 2.28 or later"
#endif
#if MBEDTLS_VERSION_NUMBER >= 0x03000000 && MBEDTLS_VERSION_NUMBER < 0x03060300
#error "Mbed TLS 3.0 to 3.6.2 cannot be used: take 3.6.3 or later"
#endif

#ifndef MBEDTLS_PRIVATE
#define MBEDTLS_PRIVATE(member) member
#endif

#define MW_MBEDTLS_3 (MBEDTLS_VERSION_NUMBER >= 0x03000000)
#define MW_MBEDTLS_4 (MBEDTLS_VERSION_NUMBER >= 0x04000000)

#if MW_MBEDTLS_3
#define MW_SSL_BAD_CERTIFICATE MBEDTLS_ERR_SSL_BAD_CERTIFICATE
#define MW_SSL_BAD_VERSION MBEDTLS_ERR_SSL_BAD_PROTOCOL_VERSION
#define MW_SSL_NEW_TICKET MBEDTLS_ERR_SSL_RECEIVED_NEW_SESSION_TICKET
#else
#define MW_SSL_BAD_CERTIFICATE MBEDTLS_ERR_SSL_BAD_HS_CERTIFICATE
#define MW_SSL_BAD_VERSION MBEDTLS_ERR_SSL_BAD_HS_PROTOCOL_VERSION
#define MW_SSL_NEW_TICKET (-0x7fffffff) /* never: -0x7B00 means something else there */
#endif

#if MW_MBEDTLS_3 && defined(MBEDTLS_SSL_PROTO_TLS1_3)
#define MW_HAVE_TLS13 1
#else
#define MW_HAVE_TLS13 0
#endif

/* The number of a fatal alert, right after MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE. */
static inline int mw_ssl_alert(const mbedtls_ssl_context *ssl)
{
#if MBEDTLS_VERSION_NUMBER >= 0x04010000
    return mbedtls_ssl_get_fatal_alert(ssl);
#else
    return ssl->MBEDTLS_PRIVATE(in_msg) != NULL ? ssl->MBEDTLS_PRIVATE(in_msg)[1] : 0;
#endif
}

#endif

/* SPDX-License-Identifier: MIT */
#ifndef MW_NET_TLS_H
#define MW_NET_TLS_H

#include "net/host.h"
#include "net/tls_compat.h"
#include <mailwire/net.h>

struct mw_tls_context {
    mbedtls_ssl_config conf;
    mbedtls_x509_crt ca;
    mbedtls_x509_crt own; /* the client's chain */
    mbedtls_pk_context own_key;
    uint8_t *pins;
    size_t pin_count;
};

/* --- verification (tls_verify.c, tls_name.c) --------------------------------------------- */

/* What one handshake's verification is about, and what it found. */
typedef struct mw_verify {
    const mw_host *host;
    const uint8_t *pins;
    size_t pin_count;
    uint32_t cert; /* MW_CERT_... */
    int pinned;    /* one of the chain's keys is pinned */
    int leaf_seen; /* the server's own certificate was judged */
} mw_verify;

/* For mbedtls_ssl_set_verify; ctx: mw_verify. */
int mw_verify_certificate(void *ctx, mbedtls_x509_crt *crt, int depth, uint32_t *flags);
/* MBEDTLS_X509_BADCERT_... to MW_CERT_... */
uint32_t mw_cert_bits(uint32_t flags);
/* The code for MW_CERT_... bits, 0 for none: what matters most of them. */
int mw_cert_code(uint32_t cert);

/* Does a dNSName match the host name (RFC 9525 6.3)? pattern: len bytes from the certificate. */
int mw_name_matches(const char *pattern, size_t len, const char *host);
/* Is the host among the subjectAltNames? */
int mw_cert_is_for(const mbedtls_x509_crt *crt, const mw_host *host);

/* --- what Mbed TLS reads from and writes to (tls_bio.c) ------------------------------------ */

#define MW_BIO_BYTES 16384
#define MW_BIO_BROKEN (-0x0050) /* MBEDTLS_ERR_NET_CONN_RESET: passed through by Mbed TLS */

typedef struct mw_tls_bio {
    const mw_transport *under;
    int want;      /* what the transport below wanted, 0: nothing was waited for */
    int recv_code; /* what ended it below, 0: nothing did */
    int send_code;
    size_t owed;   /* bytes Mbed TLS has made ready and still has to send */
    unsigned char first[16]; /* that the peer sent after TLS began */
    size_t first_len;
    size_t start, used; /* of buf: read ahead, as Mbed TLS reads record by record */
    unsigned char buf[MW_BIO_BYTES];
} mw_tls_bio;

void mw_bio_init(mw_tls_bio *bio, const mw_transport *under);
int mw_bio_send(void *ctx, const unsigned char *buf, size_t len);
int mw_bio_recv(void *ctx, unsigned char *buf, size_t len);
/* The peer's first bytes are text. */
int mw_bio_is_text(mw_tls_bio *bio);

/* --- what both ends know of one connection alone (tls_binding.c) ----------------------------- */

/* A transport's binding, once the handshake is done. */
int mw_tls_channel(mbedtls_ssl_context *ssl, int kind, void *buf, size_t cap, size_t *len);

/* --- failures (tls_explain.c) ------------------------------------------------------------- */

/* Names a failure of Mbed TLS. *backend: what Mbed TLS said, an alert's number added. */
int mw_handshake_code(const mbedtls_ssl_context *ssl, mw_tls_bio *bio, mw_verify *verify, int rc,
                      int *backend);
int mw_record_code(const mbedtls_ssl_context *ssl, const mw_tls_bio *bio, int rc, int *backend);

#endif

/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

#include "tls.h"

#include "buf.h"

#include <errno.h>
#include <mbedtls/version.h>
#include <mbedtls/base64.h>
#include <mbedtls/pk.h>
#include <mbedtls/ssl.h>
#include <mbedtls/ssl_ticket.h>
#include <mbedtls/x509_crt.h>
#include <psa/crypto.h>
#if MBEDTLS_VERSION_NUMBER < 0x04000000
#include <mbedtls/oid.h>
#endif
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#ifndef MBEDTLS_PRIVATE
#define MBEDTLS_PRIVATE(member) member
#endif
#define TICKET_LIFE_S 3600
#define IO_RESET (-0x0050) /* what Mbed TLS's own sockets call NET_CONN_RESET */

struct tls_ctx {
    mbedtls_ssl_config conf;
    mbedtls_x509_crt chain;
    mbedtls_x509_crt client_ca;
    mbedtls_pk_context key;
    mbedtls_ssl_ticket_context tickets;
    unsigned resumed;
};

struct tls {
    mbedtls_ssl_context ssl;
    const struct tls_ctx *ctx;
    int fd;
    int error;
    char sni[256];
};

static pthread_once_t ready_once = PTHREAD_ONCE_INIT;
static int ready_result;
static pthread_mutex_t crypto = PTHREAD_MUTEX_INITIALIZER;

static void ready(void)
{
    ready_result = (int)psa_crypto_init();
}

int tls_ready(void)
{
    pthread_once(&ready_once, ready);
    return ready_result;
}

int tls_random(void *unused, unsigned char *out, size_t len)
{
    (void)unused;
    return psa_generate_random(out, len) == PSA_SUCCESS ? 0 : -1;
}

/* Signing with one key from several threads is not safe in 2.28: handshakes take turns. */
static void crypto_enter(int handshake)
{
#if defined(MBEDTLS_THREADING_C)
    if (!handshake) {
        return;
    }
#else
    (void)handshake;
#endif
    pthread_mutex_lock(&crypto);
}

static void crypto_leave(int handshake)
{
#if defined(MBEDTLS_THREADING_C)
    if (!handshake) {
        return;
    }
#else
    (void)handshake;
#endif
    pthread_mutex_unlock(&crypto);
}

/* ---- the places where Mbed TLS differs ---------------------------------------------------- */

int tls_load_key(struct mbedtls_pk_context *key, const char *pem)
{
    const unsigned char *text = (const unsigned char *)pem;
#if MBEDTLS_VERSION_NUMBER >= 0x03000000 && MBEDTLS_VERSION_NUMBER < 0x04000000
    return mbedtls_pk_parse_key(key, text, strlen(pem) + 1, NULL, 0, tls_random, NULL);
#else
    return mbedtls_pk_parse_key(key, text, strlen(pem) + 1, NULL, 0);
#endif
}

static int setup_tickets(mbedtls_ssl_ticket_context *tickets)
{
#if MBEDTLS_VERSION_NUMBER >= 0x04000000
    return mbedtls_ssl_ticket_setup(tickets, PSA_ALG_GCM, PSA_KEY_TYPE_AES, 256, TICKET_LIFE_S);
#else
    return mbedtls_ssl_ticket_setup(tickets, tls_random, NULL, MBEDTLS_CIPHER_AES_256_GCM,
                                    TICKET_LIFE_S);
#endif
}

int tls_has_1_3(void)
{
#if defined(MBEDTLS_SSL_PROTO_TLS1_3)
    return 1;
#else
    return 0;
#endif
}

#if MBEDTLS_VERSION_NUMBER >= 0x03020000
static int set_versions(mbedtls_ssl_config *conf, enum tls_version min, enum tls_version max)
{
    if (min < TLS_1_2 || (max != TLS_ANY && max < min) || (min == TLS_1_3 && !tls_has_1_3())) {
        return -1;
    }
    mbedtls_ssl_conf_min_tls_version(conf, min == TLS_1_3 ? MBEDTLS_SSL_VERSION_TLS1_3
                                                          : MBEDTLS_SSL_VERSION_TLS1_2);
    if (max != TLS_ANY) {
        mbedtls_ssl_conf_max_tls_version(conf, max == TLS_1_3 ? MBEDTLS_SSL_VERSION_TLS1_3
                                                              : MBEDTLS_SSL_VERSION_TLS1_2);
    }
    return 0;
}
#else
static int set_versions(mbedtls_ssl_config *conf, enum tls_version min, enum tls_version max)
{
    if (min > TLS_1_2 || (max != TLS_ANY && max < min)) {
        return -1;
    }
    mbedtls_ssl_conf_min_version(conf, MBEDTLS_SSL_MAJOR_VERSION_3, (int)min - 0x0300);
    if (max != TLS_ANY && max < TLS_1_3) {
        mbedtls_ssl_conf_max_version(conf, MBEDTLS_SSL_MAJOR_VERSION_3, (int)max - 0x0300);
    }
    return 0;
}
#endif

static int set_alpn(mbedtls_ssl_config *conf, const char *const *alpn)
{
#if MBEDTLS_VERSION_NUMBER >= 0x04000000
    return mbedtls_ssl_conf_alpn_protocols(conf, alpn);
#else
    return mbedtls_ssl_conf_alpn_protocols(conf, (const char **)(size_t)alpn);
#endif
}

/* ---- context ------------------------------------------------------------------------------ */

static int ticket_parse(void *ctx, mbedtls_ssl_session *session, unsigned char *data, size_t len)
{
    struct tls_ctx *c = ctx;
    int rc = mbedtls_ssl_ticket_parse(&c->tickets, session, data, len);

    c->resumed += rc == 0 ? 1 : 0; /* inside a handshake: crypto is held */
    return rc;
}

static int ticket_write(void *ctx, const mbedtls_ssl_session *session, unsigned char *start,
                        const unsigned char *end, size_t *len, uint32_t *lifetime)
{
    struct tls_ctx *c = ctx;

    return mbedtls_ssl_ticket_write(&c->tickets, session, start, end, len, lifetime);
}

static int note_sni(void *unused, mbedtls_ssl_context *ssl, const unsigned char *name, size_t len);

/* A server may show a critical extension that Mbed TLS would refuse to load. */
static int accept_extension(void *unused, const mbedtls_x509_crt *crt, const mbedtls_x509_buf *oid,
                            int critical, const unsigned char *p, const unsigned char *end)
{
    (void)unused, (void)crt, (void)oid, (void)critical, (void)p, (void)end;
    return 0;
}

static int load_der(mbedtls_x509_crt *chain, const char *text, size_t len)
{
    unsigned char *der = mem_new(len);
    size_t n;
    int rc = mbedtls_base64_decode(der, len, &n, (const unsigned char *)text, len);

    if (rc == 0) {
        rc = mbedtls_x509_crt_parse_der_with_ext_cb(chain, der, n, 1, accept_extension, NULL);
    }
    free(der);
    return rc;
}

static int load_chain(mbedtls_x509_crt *chain, const char *pem)
{
    static const char begin[] = "-----BEGIN CERTIFICATE-----\n";
    static const char end[] = "-----END";
    int rc = 0;

    while (rc == 0 && (pem = strstr(pem, begin)) != NULL) {
        pem += strlen(begin);
        rc = load_der(chain, pem, (size_t)(strstr(pem, end) - pem));
    }
    return rc;
}

/* Nor may it hold a certificate back because its extensions say that it is not for servers. */
static void forget_uses(mbedtls_x509_crt *crt)
{
    crt->MBEDTLS_PRIVATE(ext_types) &=
        ~(MBEDTLS_X509_EXT_KEY_USAGE | MBEDTLS_X509_EXT_EXTENDED_KEY_USAGE);
}

static int load_cert(struct tls_ctx *c, const struct pki_cert *cert)
{
    int rc = load_chain(&c->chain, cert->pem);

    forget_uses(&c->chain);
    if (rc == 0) {
        rc = tls_load_key(&c->key, cert->key_pem);
    }
    return rc != 0 ? rc : mbedtls_ssl_conf_own_cert(&c->conf, &c->chain, &c->key);
}

static int ask_client(struct tls_ctx *c, const struct tls_opts *opts)
{
    int rc;

    if (opts->client == TLS_CLIENT_NOT_ASKED) {
        mbedtls_ssl_conf_authmode(&c->conf, MBEDTLS_SSL_VERIFY_NONE);
        return 0;
    }
    rc = mbedtls_x509_crt_parse(&c->client_ca, (const unsigned char *)opts->client_ca_pem,
                                strlen(opts->client_ca_pem) + 1);
    mbedtls_ssl_conf_ca_chain(&c->conf, &c->client_ca, NULL);
    mbedtls_ssl_conf_authmode(&c->conf, opts->client == TLS_CLIENT_REQUIRED
                                            ? MBEDTLS_SSL_VERIFY_REQUIRED
                                            : MBEDTLS_SSL_VERIFY_OPTIONAL);
    return rc;
}

static int configure(struct tls_ctx *c, const struct tls_opts *opts)
{
    int rc = mbedtls_ssl_config_defaults(&c->conf, MBEDTLS_SSL_IS_SERVER,
                                         MBEDTLS_SSL_TRANSPORT_STREAM, MBEDTLS_SSL_PRESET_DEFAULT);

#if MBEDTLS_VERSION_NUMBER < 0x04000000
    mbedtls_ssl_conf_rng(&c->conf, tls_random, NULL);
#endif
    mbedtls_ssl_conf_sni(&c->conf, note_sni, NULL);
    if (rc == 0) {
        rc = set_versions(&c->conf, opts->min != TLS_ANY ? opts->min : TLS_1_2, opts->max);
    }
    if (rc == 0) {
        rc = load_cert(c, opts->cert);
    }
    if (rc == 0) {
        rc = ask_client(c, opts);
    }
    if (rc == 0 && opts->alpn != NULL) {
        rc = set_alpn(&c->conf, opts->alpn);
    }
    if (rc == 0 && !opts->no_tickets) {
        rc = setup_tickets(&c->tickets);
        mbedtls_ssl_conf_session_tickets_cb(&c->conf, ticket_write, ticket_parse, c);
    }
    return rc;
}

struct tls_ctx *tls_ctx_new(const struct tls_opts *opts)
{
    struct tls_ctx *c = mem_new(sizeof *c);

    mbedtls_ssl_config_init(&c->conf);
    mbedtls_x509_crt_init(&c->chain);
    mbedtls_x509_crt_init(&c->client_ca);
    mbedtls_pk_init(&c->key);
    mbedtls_ssl_ticket_init(&c->tickets);
    if (tls_ready() != 0 || opts->cert == NULL || configure(c, opts) != 0) {
        tls_ctx_free(c);
        return NULL;
    }
    return c;
}

void tls_ctx_free(struct tls_ctx *ctx)
{
    if (ctx == NULL) {
        return;
    }
    mbedtls_ssl_config_free(&ctx->conf);
    mbedtls_ssl_ticket_free(&ctx->tickets);
    mbedtls_pk_free(&ctx->key);
    mbedtls_x509_crt_free(&ctx->client_ca);
    mbedtls_x509_crt_free(&ctx->chain);
    free(ctx);
}

unsigned tls_ctx_resumed(struct tls_ctx *ctx)
{
    unsigned n;

    crypto_enter(1);
    n = ctx->resumed;
    crypto_leave(1);
    return n;
}

/* ---- one connection ----------------------------------------------------------------------- */

static int bio_send(void *ctx, const unsigned char *data, size_t len)
{
    const struct tls *t = ctx;
    ssize_t n = send(t->fd, data, len, MSG_NOSIGNAL);

    if (n >= 0) {
        return (int)n;
    }
    if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) {
        return MBEDTLS_ERR_SSL_WANT_WRITE;
    }
    return IO_RESET;
}

static int bio_recv(void *ctx, unsigned char *data, size_t cap)
{
    const struct tls *t = ctx;
    ssize_t n = recv(t->fd, data, cap, 0);

    if (n >= 0) {
        return (int)n;
    }
    if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) {
        return MBEDTLS_ERR_SSL_WANT_READ;
    }
    return IO_RESET;
}

/* ssl is the first member of struct tls, so the one leads to the other in every version. */
static int note_sni(void *unused, mbedtls_ssl_context *ssl, const unsigned char *name, size_t len)
{
    struct tls *t = (struct tls *)(void *)ssl;

    (void)unused;
    if (len < sizeof t->sni) {
        memcpy(t->sni, name, len);
        t->sni[len] = '\0';
    }
    return 0;
}

struct tls *tls_new(struct tls_ctx *ctx, int fd)
{
    struct tls *t = mem_new(sizeof *t);

    t->ctx = ctx;
    t->fd = fd;
    mbedtls_ssl_init(&t->ssl);
    if (mbedtls_ssl_setup(&t->ssl, &ctx->conf) != 0) {
        tls_free(t);
        return NULL;
    }
    mbedtls_ssl_set_bio(&t->ssl, t, bio_send, bio_recv, NULL);
    return t;
}

void tls_free(struct tls *t)
{
    if (t != NULL) {
        crypto_enter(1);
        mbedtls_ssl_free(&t->ssl);
        crypto_leave(1);
        free(t);
    }
}

static enum tls_status status(struct tls *t, int rc)
{
    if (rc == MBEDTLS_ERR_SSL_WANT_READ) {
        return TLS_WANT_READ;
    }
    if (rc == MBEDTLS_ERR_SSL_WANT_WRITE) {
        return TLS_WANT_WRITE;
    }
    if (rc == MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY) {
        return TLS_CLOSED;
    }
    t->error = rc;
    return rc == MBEDTLS_ERR_SSL_CONN_EOF ? TLS_CUT : TLS_FAILED;
}

enum tls_status tls_handshake(struct tls *t)
{
    int rc;

    crypto_enter(1);
    rc = mbedtls_ssl_handshake(&t->ssl);
    crypto_leave(1);
    return rc == 0 ? TLS_OK : status(t, rc);
}

enum tls_status tls_read(struct tls *t, void *data, size_t cap, size_t *got)
{
    int rc;

    crypto_enter(0);
    rc = mbedtls_ssl_read(&t->ssl, data, cap);
    crypto_leave(0);
    if (rc > 0) {
        *got = (size_t)rc;
        return TLS_OK;
    }
    return rc == 0 ? TLS_CUT : status(t, rc);
}

enum tls_status tls_write(struct tls *t, const void *data, size_t len, size_t *put)
{
    int rc;

    crypto_enter(0);
    rc = mbedtls_ssl_write(&t->ssl, data, len);
    crypto_leave(0);
    if (rc >= 0) {
        *put = (size_t)rc;
        return TLS_OK;
    }
    return status(t, rc);
}

enum tls_status tls_close_notify(struct tls *t)
{
    int rc;

    crypto_enter(0);
    rc = mbedtls_ssl_close_notify(&t->ssl);
    crypto_leave(0);
    return rc == 0 ? TLS_OK : status(t, rc);
}

size_t tls_pending(const struct tls *t)
{
    return mbedtls_ssl_get_bytes_avail(&t->ssl);
}

int tls_error(const struct tls *t)
{
    return t->error;
}

const char *tls_sni(const struct tls *t)
{
    return t->sni;
}

const char *tls_version_name(const struct tls *t)
{
    return mbedtls_ssl_get_version(&t->ssl);
}

const char *tls_alpn(const struct tls *t)
{
    const char *name = mbedtls_ssl_get_alpn_protocol(&t->ssl);

    return name != NULL ? name : "";
}

static size_t exported(mbedtls_ssl_context *ssl, unsigned char *out)
{
#if defined(MBEDTLS_SSL_KEYING_MATERIAL_EXPORT)
    static const char label[] = "EXPORTER-Channel-Binding";

    int rc = mbedtls_ssl_export_keying_material(ssl, out, 32, label, sizeof label - 1, NULL, 0, 0);

    if (rc == 0) {
        return 32;
    }
#else
    (void)ssl;
    (void)out;
#endif
    return 0;
}

/* What the client sent as Finished, as no session is ever resumed where this is asked. */
static size_t finished(const mbedtls_ssl_context *ssl, unsigned char *out)
{
#if defined(MBEDTLS_SSL_RENEGOTIATION)
    memcpy(out, ssl->MBEDTLS_PRIVATE(peer_verify_data),
           ssl->MBEDTLS_PRIVATE(verify_data_len));
    return ssl->MBEDTLS_PRIVATE(verify_data_len);
#else
    (void)ssl;
    (void)out;
    return 0;
#endif
}

size_t tls_bound(struct tls *t, enum tls_bound kind, unsigned char *out)
{
    const mbedtls_x509_buf *own = &t->ctx->chain.raw;
    int is_1_3 = strcmp(tls_version_name(t), "TLSv1.3") == 0;
    size_t len = 0;

    if (kind == TLS_EXPORTER && is_1_3) {
        len = exported(&t->ssl, out);
    } else if (kind == TLS_UNIQUE && !is_1_3) {
        len = finished(&t->ssl, out);
    } else if (kind == TLS_SERVER_END_POINT) { /* pki signs with SHA-256 */
        psa_hash_compute(PSA_ALG_SHA_256, own->p, own->len, out, 64, &len);
    }
    return len;
}

int tls_peer_name(const struct tls *t, char *text, size_t cap)
{
    const mbedtls_x509_crt *crt = mbedtls_ssl_get_peer_cert(&t->ssl);

    text[0] = '\0';
    return crt != NULL && mbedtls_x509_dn_gets(text, cap, &crt->subject) > 0;
}

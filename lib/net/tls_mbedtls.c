/* SPDX-License-Identifier: MIT */
#include "net/owned.h"
#include "net/random.h"
#include "net/tls.h"

#include <stdlib.h>
#include <string.h>

/* Tickets and the like that one call takes in without getting anywhere. */
#define IDLE_MAX 64

enum stage { PLAIN, HANDSHAKE, SECURE };

struct tls {
    mw_owned owned;
    mw_tls_context *context;
    enum stage stage;
    int live;      /* close has something to end */
    int recv_code; /* what ended it, returned from then on; 0: nothing did */
    int send_code;
    int backend;   /* what Mbed TLS said then */
    size_t pending; /* bytes of a write that Mbed TLS has taken but could not send */
    mw_host host;
    mw_verify verify;
    mbedtls_ssl_context ssl;
    mw_tls_bio bio;
};

static int end(struct tls *t, int code)
{
    t->recv_code = t->send_code = code;
    return code;
}

/* "Want" is only about the transport below if that was asked and had nothing: Mbed TLS says the
   same after it took in a TLS 1.3 ticket, and the next record may already be here. */
static int go_on(const struct tls *t, int rc, int *idle)
{
    if (rc != MBEDTLS_ERR_SSL_WANT_READ && rc != MBEDTLS_ERR_SSL_WANT_WRITE &&
        rc != MBEDTLS_ERR_SSL_CRYPTO_IN_PROGRESS && rc != MW_SSL_NEW_TICKET)
        return 0;
    return t->bio.want == 0 && ++*idle < IDLE_MAX;
}

/* What to wait for, 0: nothing. A blocked alert behind a failure does not make it a "want". */
static int blocked(const struct tls *t, int rc)
{
    return rc == MBEDTLS_ERR_SSL_WANT_READ || rc == MBEDTLS_ERR_SSL_WANT_WRITE ? t->bio.want : 0;
}

static int setup_error(int rc)
{
    return rc == MBEDTLS_ERR_SSL_ALLOC_FAILED ? MW_E_MEMORY : MW_E_TLS;
}

/* A name is also what SNI says; an address must not be there (RFC 6066 3), and NULL is how Mbed TLS
   is told to check no name: mw_verify_certificate checks the address. */
static int begin(struct tls *t, const char *host)
{
    size_t len;
    int rc = mw_host_read(&t->host, host);

    if (rc != MW_OK)
        return rc;
    len = strlen(t->host.name);
    if (len > 0 && t->host.name[len - 1] == '.')
        t->host.name[len - 1] = '\0';
    memset(&t->verify, 0, sizeof t->verify);
    t->verify.host = &t->host;
    t->verify.pins = t->context->pins;
    t->verify.pin_count = t->context->pin_count;
    mw_bio_init(&t->bio, t->bio.under);
    rc = mbedtls_ssl_setup(&t->ssl, &t->context->conf);
    if (rc == 0)
        rc = mbedtls_ssl_set_hostname(&t->ssl, t->host.addr_len != 0 ? NULL : t->host.name);
    if (rc != 0) {
        t->backend = rc;
        return setup_error(rc);
    }
    mbedtls_ssl_set_verify(&t->ssl, mw_verify_certificate, &t->verify);
    mbedtls_ssl_set_bio(&t->ssl, &t->bio, mw_bio_send, mw_bio_recv, NULL);
    t->stage = HANDSHAKE;
    return MW_OK;
}

static int shake_hands(struct tls *t)
{
    int idle = 0;
    int rc;

    do {
        t->bio.want = 0;
        rc = mbedtls_ssl_handshake(&t->ssl);
    } while (go_on(t, rc, &idle));
    if (blocked(t, rc))
        return blocked(t, rc);
    if (idle == IDLE_MAX)
        return end(t, MW_E_FLOOD);
    if (rc != 0)
        return end(t, mw_handshake_code(&t->ssl, &t->bio, &t->verify, rc, &t->backend));
    /* Whatever the library thinks: without our own judgement there is no trust. */
    if (!t->verify.leaf_seen || t->verify.cert != 0 ||
        mbedtls_ssl_get_verify_result(&t->ssl) != 0)
        return end(t, t->verify.cert != 0 ? mw_cert_code(t->verify.cert) : MW_E_CERT_UNTRUSTED);
    t->stage = SECURE;
    return MW_OK;
}

static int tls_secure(void *ctx, const char *host)
{
    struct tls *t = ctx;

    t->live = 1;
    if (t->recv_code != 0)
        return t->recv_code;
    if (t->stage == SECURE)
        return MW_E_USAGE;
    if (t->stage == PLAIN) {
        int rc = begin(t, host);

        if (rc != MW_OK)
            return end(t, rc);
    }
    return shake_hands(t);
}

static int read_failed(struct tls *t, int rc)
{
    if (blocked(t, rc))
        return blocked(t, rc);
    switch (rc) {
    case 0:
        t->recv_code = MW_E_TRUNCATED;
        return t->recv_code;
    case MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY:
        t->recv_code = MW_EOF;
        return t->recv_code;
    case MBEDTLS_ERR_SSL_WANT_READ:
    case MBEDTLS_ERR_SSL_WANT_WRITE:
    case MBEDTLS_ERR_SSL_CRYPTO_IN_PROGRESS:
    case MW_SSL_NEW_TICKET:
        return end(t, MW_E_FLOOD);
    default:
        return end(t, mw_record_code(&t->ssl, &t->bio, rc, &t->backend));
    }
}

static int tls_recv(void *ctx, void *buf, size_t cap, size_t *got)
{
    struct tls *t = ctx;
    int idle = 0;
    int rc;

    *got = 0;
    t->live = 1;
    if (t->recv_code != 0)
        return t->recv_code;
    if (t->stage == PLAIN)
        return t->bio.under->recv(t->bio.under->ctx, buf, cap, got);
    if (t->stage != SECURE)
        return MW_E_USAGE;
    do {
        t->bio.want = 0;
        rc = mbedtls_ssl_read(&t->ssl, buf, cap);
    } while (go_on(t, rc, &idle));
    if (rc <= 0)
        return read_failed(t, rc);
    *got = (size_t)rc;
    return MW_OK;
}

static int write_record(struct tls *t, const void *buf, size_t len)
{
    int idle = 0;
    int rc;

    do {
        t->bio.want = 0;
        rc = mbedtls_ssl_write(&t->ssl, buf, len);
    } while (go_on(t, rc, &idle));
    return rc;
}

static int write_failed(struct tls *t, int rc)
{
    if (blocked(t, rc))
        return blocked(t, rc);
    t->send_code = mw_record_code(&t->ssl, &t->bio, rc, &t->backend);
    /* If it was the transport below, the peer's last words may still be read. */
    if (rc == MW_BIO_BROKEN)
        t->send_code = t->bio.send_code;
    else
        t->recv_code = t->send_code;
    return t->send_code;
}

static int tls_send(void *ctx, const void *buf, size_t len, size_t *put)
{
    struct tls *t = ctx;
    int rc;

    *put = 0;
    t->live = 1;
    if (t->send_code != 0)
        return t->send_code;
    if (t->stage == PLAIN)
        return t->bio.under->send(t->bio.under->ctx, buf, len, put);
    if (t->stage != SECURE || len < t->pending)
        return MW_E_USAGE;
    /* While Mbed TLS has bytes to send, a write sends only those, whatever it is given, and says
       that it took all. Let it finish an alert of its own first; and come back with just the bytes
       that are in the record already. */
    if (t->pending == 0 && t->bio.owed > 0) {
        rc = write_record(t, buf, 1);
        if (rc <= 0)
            return write_failed(t, rc);
    }
    if (t->pending > 0)
        len = t->pending;
    rc = write_record(t, buf, len);
    if (rc <= 0) {
        t->pending = blocked(t, rc) ? len : 0;
        return write_failed(t, rc);
    }
    t->pending = 0;
    *put = (size_t)rc;
    return MW_OK;
}

/* A second call, as with bytes owed the first only sends those. Best effort: nobody waits. */
static void notify_close(struct tls *t)
{
    if (t->bio.owed > 0)
        mbedtls_ssl_close_notify(&t->ssl);
    if (t->bio.owed == 0)
        mbedtls_ssl_close_notify(&t->ssl);
}

static void tls_close(void *ctx)
{
    struct tls *t = ctx;

    if (t->stage == SECURE && t->send_code == 0)
        notify_close(t);
    mbedtls_ssl_free(&t->ssl); /* leaves it as mbedtls_ssl_init does */
    mbedtls_ssl_init(&t->ssl);
    t->stage = PLAIN;
    t->pending = 0;
    t->live = 0;
    if (t->bio.under->close != NULL)
        t->bio.under->close(t->bio.under->ctx);
}

static int tls_open(void *ctx, const char *host, uint16_t port)
{
    struct tls *t = ctx;

    if (!t->live) {
        t->live = 1;
        t->backend = 0;
        t->verify.cert = 0;
        end(t, 0);
    }
    return t->bio.under->open(t->bio.under->ctx, host, port);
}

/* Bytes that came along with the last record are not seen by the system's wait. */
static int tls_wait(void *ctx, uint32_t want, uint32_t timeout_ms)
{
    struct tls *t = ctx;

    if ((want & MW_POLL_READ) && t->stage == SECURE && t->recv_code == 0 &&
        (t->bio.used > 0 || mbedtls_ssl_get_bytes_avail(&t->ssl) > 0))
        return 0;
    return t->bio.under->wait(t->bio.under->ctx, want, timeout_ms);
}

static intptr_t tls_handle(void *ctx)
{
    struct tls *t = ctx;

    return t->bio.under->handle(t->bio.under->ctx);
}

static uint64_t tls_now(void *ctx)
{
    struct tls *t = ctx;

    return t->bio.under->now(t->bio.under->ctx);
}

static int tls_binding(void *ctx, int kind, void *buf, size_t cap, size_t *len)
{
    struct tls *t = ctx;

    *len = 0;
    return t->stage == SECURE ? mw_tls_channel(&t->ssl, kind, buf, cap, len) : MW_E_NOT_OFFERED;
}

static void tls_explain(void *ctx, mw_error *err)
{
    struct tls *t = ctx;

    err->cert |= t->verify.cert;
    if (err->backend == 0 && (err->code == t->recv_code || err->code == t->send_code))
        err->backend = t->backend;
#if !defined(MBEDTLS_HAVE_TIME_DATE)
    if (t->verify.leaf_seen)
        err->cert |= MW_CERT_NO_CLOCK;
#endif
    if (t->bio.under->explain != NULL)
        t->bio.under->explain(t->bio.under->ctx, err);
}

static void tls_release(mw_owned *self)
{
    struct tls *t = (struct tls *)(void *)self;

    if (t->live)
        tls_close(t);
    mbedtls_ssl_free(&t->ssl);
    free(t);
}

int mw_tls_over(mw_transport **out, const mw_transport *under, mw_tls_context *tls)
{
    struct tls *t;
    mw_transport *f;

    if (out == NULL || under == NULL || tls == NULL)
        return MW_E_ARG;
    *out = NULL;
    t = calloc(1, sizeof *t);
    if (t == NULL)
        return MW_E_MEMORY;
    t->context = tls;
    mw_bio_init(&t->bio, under);
    mbedtls_ssl_init(&t->ssl);
    t->owned.release = tls_release;
    f = &t->owned.transport;
    f->size = sizeof *f;
    f->ctx = t;
    f->recv = tls_recv;
    f->send = tls_send;
    f->secure = tls_secure;
    f->explain = tls_explain;
    f->close = tls_close;
    f->random = mw_random;
    f->binding = tls_binding;
    f->open = under->open != NULL ? tls_open : NULL;
    f->wait = under->wait != NULL ? tls_wait : NULL;
    f->handle = under->handle != NULL ? tls_handle : NULL;
    f->now = under->now != NULL ? tls_now : NULL;
    *out = f;
    return MW_OK;
}

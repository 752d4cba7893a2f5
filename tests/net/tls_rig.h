/* SPDX-License-Identifier: MIT */
#ifndef TESTS_NET_TLS_RIG_H
#define TESTS_NET_TLS_RIG_H

/* The TLS filter on one end of a socket pair, a server on the other, both in the test's own
   thread: each is let go one step, in turns, so that nothing depends on time. */

#include "net/rig.h"

#include "server/pki.h"
#include "server/tls.h"

#include <mbedtls/version.h>
#include <mbedtls/ssl.h>

#define RIG_STEPS 200000

struct rig_tls {
    struct rig_pipe pipe;    /* what the client's TLS runs over */
    int server_fd;
    struct tls_ctx *server_ctx;
    struct tls *server;
    mw_tls_context *context;
    mw_transport *client;
    enum tls_status server_done; /* TLS_WANT_READ: the handshake is not over */
};

/* Little room between the two, so that writes block. */
static inline void rig_small_buffers(struct rig_tls *r)
{
    int bytes = 4096;

    setsockopt(r->pipe.fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
    setsockopt(r->server_fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
}

/* opts NULL: defaults, trusting nothing but the CA of pki. server: what it shows and speaks; its
   cert must be set. NULL: nobody speaks TLS there, the test writes to server_fd by itself. */
static inline void rig_tls_start(struct rig_tls *r, struct pki_set *pki, const mw_tls *opts,
                                 const struct tls_opts *server)
{
    mw_tls init = MW_TLS_INIT;
    int fds[2];

    memset(r, 0, sizeof *r);
    init.ca_pem = pki_ca_pem(pki);
    init.ca_len = strlen(pki_ca_pem(pki));
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, fds), 0);
    rig_nonblocking(fds[0]);
    rig_nonblocking(fds[1]);
    rig_pipe_init(&r->pipe, fds[0]);
    r->server_fd = fds[1];
    r->server_done = TLS_WANT_READ;
    if (server != NULL) {
        r->server_ctx = tls_ctx_new(server);
        assert_non_null(r->server_ctx);
        r->server = tls_new(r->server_ctx, r->server_fd);
        assert_non_null(r->server);
    }
    assert_int_equal(mw_tls_context_new(&r->context, opts != NULL ? opts : &init), MW_OK);
    assert_int_equal(mw_tls_over(&r->client, &r->pipe.t, r->context), MW_OK);
}

/* Lets the server take one step of its handshake. */
static inline void rig_server_step(struct rig_tls *r)
{
    if (r->server != NULL &&
        (r->server_done == TLS_WANT_READ || r->server_done == TLS_WANT_WRITE))
        r->server_done = tls_handshake(r->server);
}

/* Both sides' handshake; what the client said. */
static inline int rig_handshake(struct rig_tls *r, const char *host)
{
    int rc = MW_WANT_READ, i;

    for (i = 0; i < RIG_STEPS && rig_is_want(rc); i++) {
        rc = r->client->secure(r->client->ctx, host);
        rig_server_step(r);
    }
    for (i = 0; i < 10; i++)
        rig_server_step(r);
    return rc;
}

/* The server's bytes, all of them. */
static inline void rig_server_writes(struct rig_tls *r, const char *text, size_t len)
{
    size_t done = 0, put = 0;
    int i;

    for (i = 0; i < RIG_STEPS && done < len; i++) {
        enum tls_status st = tls_write(r->server, text + done, len - done, &put);

        if (st == TLS_OK)
            done += put;
        else
            assert_true(st == TLS_WANT_WRITE || st == TLS_WANT_READ);
    }
    assert_int_equal(done, len);
}

/* recv() until it is not want. */
static inline int rig_client_reads(struct rig_tls *r, void *buf, size_t cap, size_t *got)
{
    int rc = MW_WANT_READ, i;

    for (i = 0; i < RIG_STEPS && rig_is_want(rc); i++)
        rc = r->client->recv(r->client->ctx, buf, cap, got);
    return rc;
}

static inline int rig_client_writes(struct rig_tls *r, const char *text)
{
    size_t len = strlen(text), n;
    int rc = MW_OK, i;

    for (i = 0; i < RIG_STEPS && len > 0; i++) {
        rc = r->client->send(r->client->ctx, text, len, &n);
        if (rc == MW_OK) {
            text += n;
            len -= n;
        } else if (!rig_is_want(rc)) {
            return rc;
        }
    }
    return rc;
}

static inline enum tls_status rig_server_reads(struct rig_tls *r, void *buf, size_t cap,
                                               size_t *got)
{
    enum tls_status st = TLS_WANT_READ;
    int i;

    for (i = 0; i < RIG_STEPS && (st == TLS_WANT_READ || st == TLS_WANT_WRITE); i++)
        st = tls_read(r->server, buf, cap, got);
    return st;
}

static inline mw_error rig_explain(struct rig_tls *r, int code)
{
    mw_error err;

    memset(&err, 0, sizeof err);
    err.code = code;
    r->client->explain(r->client->ctx, &err);
    return err;
}

static inline void rig_tls_stop(struct rig_tls *r)
{
    mw_transport_free(r->client);
    mw_tls_context_free(r->context);
    tls_free(r->server);
    tls_ctx_free(r->server_ctx);
    close(r->pipe.fd);
    if (r->server_fd >= 0)
        close(r->server_fd);
}

/* "hello" there and "world" back. */
static inline void rig_talk(struct rig_tls *r)
{
    char buf[64];
    size_t n;

    assert_int_equal(rig_client_writes(r, "hello"), MW_OK);
    assert_int_equal(rig_server_reads(r, buf, sizeof buf, &n), TLS_OK);
    assert_int_equal(n, 5);
    assert_memory_equal(buf, "hello", 5);
    rig_server_writes(r, "world", 5);
    assert_int_equal(rig_client_reads(r, buf, sizeof buf, &n), MW_OK);
    assert_int_equal(n, 5);
    assert_memory_equal(buf, "world", 5);
}

#endif

/* SPDX-License-Identifier: MIT */
#ifndef SERVER_TLS_H
#define SERVER_TLS_H

/* The server's side of TLS with Mbed TLS 2.28, 3.6 or 4.x, on a non-blocking socket.
   Threads may share a context. Needs Mbed TLS with MBEDTLS_THREADING_C where the test's own
   thread uses TLS too; without it the server's threads only exclude each other. */

#include "pki.h"

#include <stddef.h>

enum tls_status { TLS_OK, TLS_WANT_READ, TLS_WANT_WRITE, TLS_CLOSED, TLS_CUT, TLS_FAILED };
enum tls_client { TLS_CLIENT_NOT_ASKED, TLS_CLIENT_ASKED, TLS_CLIENT_REQUIRED };

enum tls_version { TLS_ANY = 0, TLS_1_0 = 0x0301, TLS_1_1, TLS_1_2, TLS_1_3 };

struct tls_opts {
    const struct pki_cert *cert;
    const char *client_ca_pem;  /* with client not TLS_CLIENT_NOT_ASKED */
    enum tls_client client;
    enum tls_version min;       /* TLS_ANY: 1.2 */
    enum tls_version max;       /* TLS_ANY: the newest the library has */
    const char *const *alpn;    /* NULL-ended, must outlive the context; NULL: no ALPN */
    int no_tickets;
};

struct tls_ctx;
struct tls;

int tls_ready(void); /* 0; starts the crypto library once */
int tls_random(void *unused, unsigned char *out, size_t len);
struct mbedtls_pk_context;
int tls_load_key(struct mbedtls_pk_context *key, const char *pem);

struct tls_ctx *tls_ctx_new(const struct tls_opts *opts); /* NULL: not possible, e.g. TLS 1.1 */
void tls_ctx_free(struct tls_ctx *ctx);
unsigned tls_ctx_resumed(struct tls_ctx *ctx); /* tickets that were accepted */
int tls_has_1_3(void);

struct tls *tls_new(struct tls_ctx *ctx, int fd);
void tls_free(struct tls *t);
enum tls_status tls_handshake(struct tls *t);
enum tls_status tls_read(struct tls *t, void *data, size_t cap, size_t *got);
/* After a WANT the same bytes must be offered again. */
enum tls_status tls_write(struct tls *t, const void *data, size_t len, size_t *put);
enum tls_status tls_close_notify(struct tls *t);
size_t tls_pending(const struct tls *t);

int tls_error(const struct tls *t);            /* Mbed TLS's last error, 0 if none */
const char *tls_sni(const struct tls *t);      /* "" if the client named nobody */
const char *tls_version_name(const struct tls *t);
const char *tls_alpn(const struct tls *t);     /* "" if none */
/* The server's view of the channel binding; returns the bytes, at most 64, 0: there is none. */
enum tls_bound { TLS_EXPORTER, TLS_SERVER_END_POINT, TLS_UNIQUE };
size_t tls_bound(struct tls *t, enum tls_bound kind, unsigned char *out);
int tls_peer_name(const struct tls *t, char *text, size_t cap); /* 1 if it showed a certificate */

#endif

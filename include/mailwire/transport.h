/* SPDX-License-Identifier: MIT */
#ifndef MAILWIRE_TRANSPORT_H
#define MAILWIRE_TRANSPORT_H

#include <mailwire/error.h>

/* What a session waits for; a mask, with libuv's and poll's meaning. */
#define MW_POLL_READ 1u
#define MW_POLL_WRITE 2u

/* A byte stream to one server, and the platform around it. Nothing here may block except wait().
   Start from MW_TRANSPORT_INIT and leave what you lack NULL; recv and send are required. The
   session keeps the pointer: struct and ctx must outlive it. Never called from two threads at once.

   "want" below is MW_WANT_READ or MW_WANT_WRITE; which of them is about the socket, not about
   the call: TLS may have to write in order to read. */
typedef struct mw_transport {
    uint32_t size; /* sizeof (mw_transport) */
    void *ctx;     /* handed back as the first argument */

    /* MW_OK with 0 < *got <= cap; MW_EOF: the peer ended cleanly (over TLS: close_notify);
       MW_E_TRUNCATED: it ended without close_notify; want; or another MW_E_... (sticky). */
    int (*recv)(void *ctx, void *buf, size_t cap, size_t *got);

    /* MW_OK with 0 < *put <= len; want: nothing was taken, the same bytes (at least as many)
       will come again; or MW_E_... (sticky). */
    int (*send)(void *ctx, const void *buf, size_t len, size_t *put);

    /* Connects. Called until it stops returning want. NULL: connected already. */
    int (*open)(void *ctx, const char *host, uint16_t port);

    /* TLS from here on, at once or after STARTTLS: handshake, chain, dates and the name `host`
       (which may be an IP literal without brackets). Called until it stops returning want.
       NULL: this transport cannot do TLS, and a session that needs it fails. */
    int (*secure)(void *ctx, const char *host);

    /* Waits for `want` (MW_POLL_ mask), at most timeout_ms (UINT32_MAX: for ever); returns 0
       in either case. Non-zero cancels the blocking call. NULL: no blocking calls. */
    int (*wait)(void *ctx, uint32_t want, uint32_t timeout_ms);

    /* Descriptor for an event loop; it may change until READY, so ask each time. NULL: none. */
    intptr_t (*handle)(void *ctx);

    /* Milliseconds, monotonic, from any start. NULL: the caller uses mw_set_now. */
    uint64_t (*now)(void *ctx);

    /* After a failure: may add certificate bits, backend code, a finer code. NULL: nothing. */
    void (*explain)(void *ctx, mw_error *err);

    /* Ends the stream; called once at most, and not again before open. NULL: nothing to do. */
    void (*close)(void *ctx);

    /* Fills buf with len bytes that nobody can guess: the nonce of SCRAM. MW_OK, or MW_E_....
       NULL: SCRAM is not used. */
    int (*random)(void *ctx, void *buf, size_t len);

    /* Channel binding data of the TLS connection, kind MW_BINDING_...: MW_OK with *len <= cap
       (64 bytes are enough, else MW_E_ARG); MW_E_NOT_OFFERED: there is none of this kind. NULL:
       there is none. */
    int (*binding)(void *ctx, int kind, void *buf, size_t cap, size_t *len);

    /* From here on both directions are compressed (RFC 4978: raw DEFLATE). ahead: n bytes that
       recv gave already and that are compressed, having come behind the tagged OK; they are copied,
       and count as what recv meets first. What send took before has left uncompressed. Called once
       at most, and after secure(). MW_OK, or MW_E_... (sticky). NULL: this transport cannot. */
    int (*compress)(void *ctx, const void *ahead, size_t n);
} mw_transport;

#define MW_TRANSPORT_INIT { sizeof(mw_transport), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/* binding: which. */
#define MW_BINDING_EXPORTER 1         /* tls-exporter, RFC 9266: TLS 1.3 */
#define MW_BINDING_SERVER_END_POINT 2 /* tls-server-end-point, RFC 5929 4 */
#define MW_BINDING_UNIQUE 3           /* tls-unique, RFC 5929 3: TLS 1.2 */

#endif

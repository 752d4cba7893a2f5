/* SPDX-License-Identifier: MIT */
#ifndef MAILWIRE_NET_H
#define MAILWIRE_NET_H

/* libmailwire only: POSIX sockets, Mbed TLS, and sessions that own their transport. */

#include <mailwire/imap.h>
#include <mailwire/pop3.h>
#include <mailwire/sasl.h>
#include <mailwire/smtp.h>

#ifdef __cplusplus
extern "C" {
#endif

/* --- TLS --------------------------------------------------------------------------------- */

/* There is no "do not verify": an own CA file or a pin is the way to a private server. The chain
   is always verified, with its dates where the build has a clock (mw_features), and the name
   against the subjectAltName only (RFC 9525): no common name, no partial wildcard, addresses only
   against addresses. */
typedef struct mw_tls {
    uint32_t size;             /* sizeof (mw_tls)                                                */
    uint32_t min_version;      /* 0x0303 or 0x0304; 0: TLS 1.2                                   */
    uint32_t max_version;      /* 0x0303 or 0x0304; 0: the newest the library has                */
    const char *ca_file;       /* PEM bundle; NULL with no ca_pem: the system's, found by itself */
    const void *ca_pem;        /* PEM or DER certificates in memory; NULL: none                  */
    size_t ca_len;             /* their bytes, without a terminating NUL                         */
    const uint8_t *pin_sha256; /* pin_count times 32 bytes: SHA-256 of SubjectPublicKeyInfo; one
                                  of the chain must match, on top of verification; NULL: none    */
    size_t pin_count;
    const char *cert_file; /* client certificate chain, PEM; NULL: none                       */
    const char *key_file;  /* its private key, PEM; NULL: in cert_file                        */
    const char *key_password; /* of the key; NULL: none                                          */
} mw_tls;
#define MW_TLS_INIT { sizeof(mw_tls), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/* What many sessions share: CA set, pins, client certificate. Read-only once made, so sessions in
   several threads may use one (if Mbed TLS was built with threading). It must outlive them. */
typedef struct mw_tls_context mw_tls_context;

/* opt NULL: all defaults. Nothing of opt is kept. MW_E_TLS_CA: nothing usable in the CA source;
   MW_E_ARG: client certificate or key unusable, min above max; MW_E_TLS: Mbed TLS cannot be set up;
   MW_E_MEMORY. The first one in a process is made before a second thread starts. */
MW_API int mw_tls_context_new(mw_tls_context **out, const mw_tls *opt);
MW_API void mw_tls_context_free(mw_tls_context *tls); /* NULL is fine */

/* Mbed TLS's hashes for mw_config.hash, with SASLprep where mw_features has MW_FEATURE_SASLPREP:
   what mw_net_... and mw_send use by themselves, for sessions on other transports. Static. NULL:
   Mbed TLS cannot be set up. The first call in a process comes before a second thread starts. */
MW_API const mw_hash *mw_net_hash(void);

/* --- transports -------------------------------------------------------------------------- */

/* A TCP client: all addresses of the host are tried, IPv6 and IPv4; connect, send, recv never
   block, and no SIGPIPE. Looking the name up blocks unless mw_features has MW_FEATURE_ASYNC_DNS;
   an address literal never blocks. MW_E_MEMORY. */
MW_API int mw_tcp_new(mw_transport **out);

/* TLS as a filter over any transport: a socket, lwIP, a pipe in a test. Before secure() it passes
   bytes through. `under` must outlive it; open, wait, handle, now and close go on to it.
   tls must outlive it, too. Its random is Mbed TLS's generator. Its binding knows
   tls-server-end-point; tls-unique in TLS 1.2, if Mbed TLS was built with renegotiation;
   tls-exporter in TLS 1.3, from Mbed TLS 3.6.4 on. MW_E_MEMORY, MW_E_ARG for NULL. */
MW_API int mw_tls_over(mw_transport **out, const mw_transport *under, mw_tls_context *tls);

/* DEFLATE as a filter over any transport, TLS too: what IMAP's COMPRESS needs (RFC 4978). Before
   compress() it passes bytes through; from then on until close it holds about 350 KB, most of it
   zlib's, and no more, whatever the bytes become: recv only ever fills the buffer it is given. What
   is no DEFLATE is MW_E_PROTOCOL, 64 KB of it in a row that say nothing MW_E_FLOOD, an end inside
   a block MW_E_TRUNCATED. `under` must outlive it; all its calls, close too, go on to it.
   MW_E_MEMORY, MW_E_ARG for NULL, MW_E_NOT_OFFERED: built without zlib (mw_features). */
MW_API int mw_deflate_over(mw_transport **out, const mw_transport *under);

/* A byte stream in memory, for tests and for users' own loops: what the session sends can be
   taken, and what it shall receive be put, by the caller. `bytes` is the room in each direction.
   secure() fails with MW_E_TLS, as there is nothing to secure. MW_E_MEMORY. */
MW_API int mw_memory_new(mw_transport **out, size_t bytes);
/* Both return how many bytes went; 0: full, or nothing there. */
MW_API size_t mw_memory_put(mw_transport *memory, const void *data, size_t len);
MW_API size_t mw_memory_take(mw_transport *memory, void *buf, size_t cap);
/* No more will be put: recv gives MW_EOF, or code if it is not 0, once all has been received. */
MW_API void mw_memory_end(mw_transport *memory, int code);

/* For the transports of this section only, after the session that used it was freed. Closes it
   first if need be. NULL is fine. */
MW_API void mw_transport_free(mw_transport *t);

/* --- sessions ---------------------------------------------------------------------------- */

/* One malloc for the session, and a transport of its own: TCP, with TLS over it by config.tls or,
   if that is NULL, by a context with the system's CAs made for this session alone (which costs a
   few milliseconds and about 400 KB: share one), and for IMAP DEFLATE over that. config.transport
   must be NULL. Where in_bytes or out_bytes is 0 these take 32768, and 256 where commands is 0.
   mw_free frees everything. MW_E_ARG, MW_E_MEMORY, MW_E_TLS_CA. */
MW_API int mw_net_smtp(mw_session **s, const mw_config *cfg);
MW_API int mw_net_imap(mw_session **s, const mw_config *cfg);
MW_API int mw_net_pop3(mw_session **s, const mw_config *cfg);

/* Connects, logs in, sends, leaves: blocking, one call. to: NULL-terminated. The message goes as
   mw_write takes it. Fails without sending to anybody when one recipient is refused. Returns
   MW_OK: the server took the message for all; else why not, and with err also what to do. err may
   be NULL; its text is cut to an empty slice, as the session is gone. MW_E_CONN_LOST and
   MW_E_TIMEOUT at stage MW_AT_DATA_END: the message may have been accepted (RFC 5321 4.2.5). */
MW_API int mw_send(const mw_config *cfg, const char *from, const char *const *to,
                   const void *message, size_t len, mw_error *err);

/* --- the build --------------------------------------------------------------------------- */

#define MW_FEATURE_ASYNC_DNS 0x01u  /* names are looked up without blocking (c-ares)     */
#define MW_FEATURE_TLS13 0x02u      /* TLS 1.3                                           */
#define MW_FEATURE_CERT_DATES 0x04u /* expired and not yet valid certificates are noticed */
#define MW_FEATURE_IDN 0x08u        /* host names beyond ASCII (libidn2)                 */
#define MW_FEATURE_COMPRESS 0x10u   /* IMAP's COMPRESS=DEFLATE (zlib)                    */
#define MW_FEATURE_SASLPREP 0x20u   /* SCRAM with passwords beyond ASCII (libunistring)  */
/* What this build can do: MW_FEATURE_... bits. */
MW_API uint32_t mw_features(void);

#ifdef __cplusplus
}
#endif
#endif

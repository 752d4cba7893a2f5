/* SPDX-License-Identifier: MIT */
#ifndef MAILWIRE_SASL_H
#define MAILWIRE_SASL_H

/* What logging in needs besides the session: hashes, and mechanisms of the caller's own.

   Which mechanisms there are, and how one is chosen, stands at MW_AUTH_... in session.h. */

#include <mailwire/session.h>

/* --- hashes ------------------------------------------------------------------------------ */

/* Algorithms, and how many bytes their digests are. */
#define MW_HASH_MD5 1u    /* 16: CRAM-MD5, APOP */
#define MW_HASH_SHA_1 2u  /* 20: SCRAM-SHA-1 */
#define MW_HASH_SHA_256 3u /* 32: SCRAM-SHA-256 */
#define MW_HASH_SHA_512 4u /* 64: SCRAM-SHA-512 */
#define MW_HASH_MAX_BYTES 64u

typedef struct mw_hash_part {
    const void *p;
    size_t n; /* 0: p may be NULL */
} mw_hash_part;

/* Where digests come from: mw_config.hash. HMAC and PBKDF2 are built upon it. Start from
   MW_HASH_INIT; digest is required. The session keeps the pointer: struct and ctx must outlive it.
   mw_net_... and mw_send bring one of their own where config.hash is NULL; a core without one has
   no CRAM-MD5, SCRAM or APOP. */
typedef struct mw_hash {
    uint32_t size; /* sizeof (mw_hash) */
    void *ctx;     /* handed back as the first argument */

    /* The digest of `parts` slices one behind the other, into out, which holds MW_HASH_MAX_BYTES
       and is none of the slices. MW_OK; MW_E_NOT_OFFERED: not this algorithm, its mechanisms are
       not used then; another MW_E_... ends the session. parts 0: the digest of nothing: it is how
       the session asks whether there is this algorithm. */
    int (*digest)(void *ctx, unsigned algorithm, const mw_hash_part *part, size_t parts, void *out);

    /* Many rounds of PBKDF2 (RFC 8018 5.2) at once, for speed: `rounds` times u = HMAC (key, u) and
       sum ^= u, both as long as a digest; key is as long as the algorithm's block, which is 64
       bytes, and 128 for SHA-512. MW_OK, or what ends the session. NULL: it is done by digest,
       which hashes twice as much. */
    int (*rounds)(void *ctx, unsigned algorithm, const void *key, size_t key_len, void *u,
                  void *sum, uint32_t rounds);

    /* SASLprep (RFC 4013), as for queries, of a password in UTF-8 with at least one byte above
       127, into out, without NUL. MW_OK with *len <= cap; MW_E_TOO_LONG; MW_E_ARG: it has a
       character that no password may have (MW_E_AUTH_CHARSET then). Only SCRAM asks; its cap is
       out_bytes. NULL: every such password is MW_E_AUTH_CHARSET. */
    int (*prepare)(void *ctx, const char *password, char *out, size_t cap, size_t *len);

    /* Fills buf with len bytes that nobody can guess, where mw_transport.random cannot: for byte
       ports. MW_OK, or MW_E_.... NULL: the transport's. Without either there is no SCRAM. */
    int (*random)(void *ctx, void *buf, size_t len);
} mw_hash;
#define MW_HASH_INIT { sizeof(mw_hash), 0, 0, 0, 0, 0 }

/* --- the caller's own mechanism ------------------------------------------------------------ */

/* mw_mechanism.flags */
#define MW_MECHANISM_FIRST 0x01u   /* the client speaks first: there is an initial response */
#define MW_MECHANISM_REVEALS 0x02u /* what it says reveals a secret: as PLAIN, only over TLS */
#define MW_MECHANISM_PROVES 0x04u  /* the server must prove itself: success before step returned
                                      MW_MECHANISM_DONE is MW_E_AUTH_SERVER */

/* Of step: nothing more has to come but the server's verdict. */
#define MW_MECHANISM_DONE 1

/* A SASL mechanism (RFC 4422) that is not built in: GSSAPI, NTLM, ...; mw_config.mechanism. It is
   used where the server offers its name, before all others. Kept: struct, name and ctx must
   outlive the session. */
typedef struct mw_mechanism {
    uint32_t size;    /* sizeof (mw_mechanism) */
    uint32_t flags;   /* MW_MECHANISM_... */
    void *ctx;        /* handed back as the first argument */
    const char *name; /* as on the wire, in upper case: "GSSAPI"; required, as is step */

    /* Answers a challenge, which is no base64 any more, with a response that will become base64;
       *response must stay until the next call, or until mw_free has returned. challenge NULL: the
       exchange begins (anew, if it was begun before); without MW_MECHANISM_FIRST no response is
       taken then, and the first challenge follows. MW_OK; MW_MECHANISM_DONE; MW_E_...: the exchange
       is cancelled, another mechanism may be tried, and that is why logging in failed if none is.
       Called from mw_next, which waits as long as this takes. */
    int (*step)(void *ctx, const void *challenge, size_t len, const void **response,
                size_t *response_len);
} mw_mechanism;
#define MW_MECHANISM_INIT { sizeof(mw_mechanism), 0, 0, 0, 0 }

/* --- a fresh secret --------------------------------------------------------------------------- */

#ifdef __cplusplus
extern "C" {
#endif

/* Answers MW_EV_CREDENTIAL, once: logs in again on the same connection with this secret, which is
   copied; or, with NULL, gives up, and the session fails with what the event said. MW_OK;
   MW_E_USAGE: nothing was asked; MW_E_TOO_LONG: it is longer than mw_config.secret_bytes and than
   the first one, MW_E_ARG: it holds a control byte: call again with another, or with NULL. Until
   the answer the session waits, as long as it does for any command (mw_timeouts.command_ms). */
MW_API int mw_set_secret(mw_session *s, const char *secret);

#ifdef __cplusplus
}
#endif
#endif

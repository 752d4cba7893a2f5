/* SPDX-License-Identifier: MIT */
#ifndef MW_SASL_LOGIN_H
#define MW_SASL_LOGIN_H

#include <mailwire/sasl.h>

#define MW_BLOCK_MAX_BYTES 128
#define MW_HEX_CHARS 32u /* of MD5 */

/* What logging in needs besides the session, if the caller gave hashes or a mechanism; behind the
   secret, until mw_ready. What is used most stands first: small machines reach it with less
   code. */
struct mw_login {
    const mw_mechanism *own;
    const void *response; /* the present one, of it and of all that need hashes */
    size_t response_len;
    uint8_t kind; /* which of the channel bindings is being tried */

    uint8_t algorithm; /* MW_HASH_... */
    uint8_t bytes;     /* of a digest */
    uint8_t block;     /* bytes of one */
    const mw_hash *hash; /* NULL: there is none */
    int16_t rc; /* MW_OK, or what the first digest failed with that did: all are void then */

    /* SCRAM: gs2-header "n=" name ",r=" nonce ",," client-final, as far as that is known; behind
       this struct. */
    char *text;
    uint32_t text_cap;  /* bytes of it */
    uint32_t text_len;
    uint32_t bare_at;   /* where "n=" stands: from there on it is signed */
    uint32_t nonce_at;  /* that of ours */
    uint32_t first_len; /* of client-first: it ends with it */
    uint32_t rounds;    /* of PBKDF2, to be done, and one; 0: they are, or are not known */

    uint8_t mac[MW_HASH_MAX_BYTES]; /* what the server must prove itself with */
    char apop[MW_HEX_CHARS]; /* what APOP will say; NUL: the greeting is not for it */

    /* wiped when SCRAM is through with them: */
    uint8_t u[MW_HASH_MAX_BYTES];   /* of PBKDF2, */
    uint8_t sum[MW_HASH_MAX_BYTES]; /* and its result */
    uint8_t inner[MW_HASH_MAX_BYTES];
    uint8_t key[MW_BLOCK_MAX_BYTES]; /* with zeros up to the block */
};

#endif

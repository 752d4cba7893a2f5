/* SPDX-License-Identifier: MIT */
#ifndef MW_SASL_SCRAM_H
#define MW_SASL_SCRAM_H

/* The mechanisms that need hashes. SCRAM, RFC 5802 7 (RFC 7677), over RFC 5801 4:

     client-first  = gs2-header "n=" name ",r=" nonce
     gs2-header    = ("n" / "y" / "p=" cb-name) "," ["a=" name] ","
     server-first  = "r=" nonce ",s=" base64 ",i=" number ["," extensions]
     client-final  = "c=" base64 ",r=" nonce ",p=" base64   ; c: gs2-header and binding data
     server-final  = ("v=" base64 / "e=" word) ["," extensions]

   CRAM-MD5, RFC 2195 2: user SP hex of the challenge's HMAC. APOP, RFC 1939 7: user SP hex of the
   digest of the greeting's time stamp and the secret. */

#include "sasl/hash.h"
#include "sasl/sasl.h"

/* More rounds of PBKDF2 a server cannot ask for: minutes of a small processor. */
#define MW_SCRAM_ROUNDS_MAX 1000000u
/* Done at once, in one call of mw_next. */
#define MW_SCRAM_ROUNDS_AT_ONCE 64u

#define MW_SCRAM_SALT_MAX_CHARS 88 /* of base64: 64 bytes, which Cyrus has for SHA-512 */
#define MW_SCRAM_NONCE_MAX 128u    /* client's and server's together */
#define MW_SCRAM_NONCE_BYTES 24u   /* the client's: 144 bits in base64's alphabet */
#define MW_SCRAM_BINDING_MAX 64u

/* mw_scram.bind: "n", "y", or MW_BINDING_... + 1 */
#define MW_SCRAM_BIND_NONE 0
#define MW_SCRAM_BIND_MISSED 1 /* the server does not offer it */

struct mw_scram {
    struct mw_hmac h;
    char *text;        /* NUL-terminated: "n=...,r=...", and then ",c=...,r=...,p=..." */
    uint32_t text_cap; /* bytes of it */
    uint32_t text_len; /* of both, and the comma or NUL between */
    uint32_t bare_len; /* of the first */
    uint32_t rounds;   /* of PBKDF2, to be done, and one; 0: they are, or are not known */
    uint8_t nonce_len; /* of ours, which ends the first */
    uint8_t bind;      /* MW_SCRAM_BIND_... */
    uint8_t has_apop;  /* the greeting had a time stamp: */
    uint8_t apop[16];  /* the digest */
    uint8_t mac[MW_HASH_MAX_BYTES]; /* what the server must prove itself with */
};

/* How much text the names in their longest form need. */
size_t mw_scram_text_bytes(const char *authzid, const char *user);

/* Begins an exchange by SCRAM; r has all strings but text and flag, and binding data as bytes;
   nonce is random and becomes printable. MW_OK; MW_E_NOT_OFFERED: there is no such hash; ... */
int mw_scram_begin(struct mw_scram *x, unsigned mechanism, struct mw_sasl *r,
                   char nonce[MW_SCRAM_NONCE_BYTES + 1]);

/* The step-th response: sets form, text and flag. */
void mw_scram_say(const struct mw_scram *x, unsigned step, struct mw_sasl *r);

/* Takes server-first. password, which is prepared, is what the key is made of. MW_OK; MW_E_FLOOD;
   MW_E_AUTH_SERVER: it is none, or not for us. */
int mw_scram_first(struct mw_scram *x, char *p, size_t n, const char *password, size_t len);

/* Goes on with the key, not for long; p[0 .. n) is still server-first. MW_OK: the response is
   ready, if there are no x->rounds left. */
int mw_scram_work(struct mw_scram *x, const char *p, size_t n);

/* Takes server-final, which it destroys. MW_OK: the server has proven itself; MW_E_AUTH_SERVER: it
   has not; else what it says is wrong with us. */
int mw_scram_final(const struct mw_scram *x, char *p, size_t n);

/* Answers a challenge of CRAM-MD5. */
int mw_cram_md5(struct mw_scram *x, const char *p, size_t n, const char *secret);

/* Looks for a time stamp in a greeting's words, and keeps what APOP will say. */
void mw_apop_begin(struct mw_scram *x, const char *p, size_t n, const char *secret);
/* Makes it what is said. */
void mw_apop(struct mw_scram *x);

/* What both say. */
#define MW_HEX_FORM MW_SASL_USER " " MW_SASL_TEXT

#endif

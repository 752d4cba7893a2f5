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

#define MW_SCRAM_SALT_MAX_BYTES 64u /* which Cyrus has for SHA-512 */
#define MW_SCRAM_NONCE_MAX 128u     /* client's and server's together */
#define MW_SCRAM_RANDOM_BYTES 18u   /* of the client's, */
#define MW_SCRAM_NONCE_BYTES 24u    /* which is their base64 */
#define MW_SCRAM_BINDING_MAX 64u

/* gs2-header's flag: one of the kinds of binding, in the order in which they are tried, or: */
#define MW_SCRAM_BIND_NONE 3u   /* "n" */
#define MW_SCRAM_BIND_MISSED 4u /* "y": the server does not offer it */

/* How much text the names in their longest form need. */
size_t mw_scram_text_bytes(const char *authzid, const char *user);

/* Begins an exchange by SCRAM: client-first is the response. strings: as in mw_sasl; mw_hmac_begin
   was called; u has MW_SCRAM_RANDOM_BYTES random bytes, sum n bytes of binding data. */
void mw_scram_begin(struct mw_login *l, const char *strings, unsigned flag, size_t n);

/* Takes server-first; the key is the password, which is prepared. MW_OK; MW_E_FLOOD;
   MW_E_AUTH_SERVER: it is none, or not for us. */
int mw_scram_first(struct mw_login *l, const char *p, size_t n);

/* Goes on with the key, not for long; p[0 .. n) is still server-first. MW_OK: client-final is the
   response, if there are no rounds left. */
int mw_scram_work(struct mw_login *l, const char *p, size_t n);

/* Takes server-final, which it destroys. MW_OK: the server has proven itself; MW_E_AUTH_SERVER: it
   has not; else what it says is wrong with us. There is nothing to say to it. */
int mw_scram_final(struct mw_login *l, char *p, size_t n);

/* Answers a challenge of CRAM-MD5, mw_hmac_begin having been called. */
int mw_cram_md5(struct mw_login *l, const char *p, size_t n, const char *secret);

/* Looks for a time stamp in a greeting's words, and keeps what APOP will say. */
void mw_apop_begin(struct mw_login *l, const char *p, size_t n, const char *secret);

#endif

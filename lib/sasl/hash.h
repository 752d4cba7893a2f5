/* SPDX-License-Identifier: MIT */
#ifndef MW_SASL_HASH_H
#define MW_SASL_HASH_H

/* HMAC (RFC 2104) and PBKDF2 (RFC 8018 5.2) on the caller's digests. Their results lie in
   mw_login and not on the stack, which is small. */

#include "sasl/login.h"

/* Sets the algorithm. Returns rc: MW_E_NOT_OFFERED: there is no such. */
int mw_hmac_begin(struct mw_login *l, unsigned algorithm);
/* The digest of slices, into out, which is none of them. */
void mw_digest(struct mw_login *l, const mw_hash_part *part, size_t parts, void *out);
/* A key of any length. */
void mw_hmac_key(struct mw_login *l, const void *p, size_t n);
/* HMAC of part[1 .. parts) into out, which may be one of them; part[0] is for the key. */
void mw_hmac(struct mw_login *l, mw_hash_part *part, size_t parts, void *out);
/* The same of a slice. */
void mw_hmac_of(struct mw_login *l, const void *p, size_t n, void *out);
/* sum ^= u. */
void mw_hash_add(struct mw_login *l);
/* More rounds of PBKDF2, u having been made by mw_hmac and sum being its copy at first. */
void mw_pbkdf2(struct mw_login *l, uint32_t rounds);

#endif

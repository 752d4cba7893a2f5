/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SUPPORT_HASH_H
#define TESTS_SUPPORT_HASH_H

#include <mailwire/sasl.h>

/* Hashes by Mbed TLS, random bytes that make SCRAM say a nonce that is known, and SASLprep for
   the one character that tests use: U+00AA is "a"; U+0627 may not be in a password. */
struct hash {
    mw_hash hash;
    const char *nonce; /* 24 characters */
    unsigned lacks;    /* bits: 1 << MW_HASH_...: there is no such */
    unsigned calls;    /* of digest */
    int fail_at;       /* that call fails; 0: none */
};

/* nonce NULL: random bytes do not come from here. */
void hash_new(struct hash *h, const char *nonce);

#endif

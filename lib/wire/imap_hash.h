/* SPDX-License-Identifier: MIT */
#ifndef MW_WIRE_IMAP_HASH_H
#define MW_WIRE_IMAP_HASH_H

/* Words that are recognised and never said are kept as hashes, which take a quarter of the room:
   FNV-1a of 32 bits, of the word in lower case. A word of another meaning is taken for one of fifty
   by chance once in eighty million; who seeks such a word may as well send the right one. The test
   has the words of capabilities, and says what a new one's hash is. */

#include <stddef.h>
#include <stdint.h>

/* The place of the word p[0 .. n), in any case of letters, from 1; 0: it is not there. */
unsigned mw_imap_hashed(const uint32_t *hashes, unsigned count, const char *p, size_t n);

#endif

/* SPDX-License-Identifier: MIT */
#ifndef MW_WIRE_IMAP_WORD_H
#define MW_WIRE_IMAP_WORD_H

#include <stddef.h>

/* Looks p[0 .. n) up, in any case of letters, in a list of upper-case words, each with its NUL:
   "OK\0NO\0". p may end with the NUL, too. Returns its place from 1; 0: it is not there.
   *word, unless word is NULL, is the list's word, or NULL. */
unsigned mw_imap_find(const char *list, const char *p, size_t n, const char **word);

#endif

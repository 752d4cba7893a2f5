/* SPDX-License-Identifier: MIT */
#ifndef MW_BASE_ASCII_H
#define MW_BASE_ASCII_H

/* Bytes as the mail RFCs see them: ASCII, without locale. */

#include <stddef.h>
#include <stdint.h>

static inline int mw_is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static inline int mw_is_alpha(int c)
{
    c |= 0x20;
    return c >= 'a' && c <= 'z';
}

static inline int mw_lower(int c)
{
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

/* Whether the first strlen (word) bytes of p are `word`, which is in lower case. */
int mw_starts(const char *p, size_t n, const char *word);

/* Whether all n bytes of p are `word`, which is in lower case. */
int mw_same(const char *p, size_t n, const char *word);

/* Reads decimal digits at p[0 .. n). Returns how many bytes they are; 0: none, or more than
   64 bits hold. */
size_t mw_number(const char *p, size_t n, uint64_t *value);

/* Whether the string has a CR, LF or another control byte in it; NULL has none. */
int mw_has_control(const char *string);

/* The i-th, from 0, of strings that stand one behind the other, each with its NUL. */
const char *mw_string_at(const char *strings, unsigned i);

/* Whether any byte is above 127. */
int mw_has_8bit(const char *string);

#endif

/* SPDX-License-Identifier: MIT */
#ifndef MW_WIRE_BASE64_H
#define MW_WIRE_BASE64_H

/* Base64 (RFC 4648 section 4), without line breaks. */

#include <stddef.h>

/* How many characters n bytes become. */
size_t mw_base64_length(size_t n);

/* The n bytes at text become characters, for which there is room. Returns how many. */
size_t mw_base64_encode(char *text, size_t n);

/* Decodes p[0 .. n), which may be where `out` is. Returns how many bytes it is, at most n / 4 * 3;
   SIZE_MAX: it is not whole groups of four of the alphabet, the last one padded. */
size_t mw_base64_decode(void *out, const char *p, size_t n);

#endif

/* SPDX-License-Identifier: MIT */
#ifndef MW_WIRE_UTF8_H
#define MW_WIRE_UTF8_H

#include <stddef.h>

/* Whether all of p[0 .. n) is well-formed UTF-8 (RFC 3629). */
int mw_is_utf8(const char *p, size_t n);

#endif

/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SUPPORT_FRAMING_H
#define TESTS_SUPPORT_FRAMING_H

/* Where IMAP responses and their strings begin and end (RFC 9051 9), found out another way than the
   library does: over a whole text, which ends with a NUL. */

#include <stddef.h>

#define FRAMING_GOOD 0
#define FRAMING_ODD 1 /* a quoted string or a parenthesis is left open, or a line begins as none */
#define FRAMING_LITERAL 2 /* its length is none, or what stands behind it shows that it is wrong */

/* The first fault in p[0 .. n). Where a line is not about a message, parentheses mean nothing. */
int framing_of(const char *p, size_t n);

#endif

/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SUPPORT_READERS_H
#define TESTS_SUPPORT_READERS_H

/* All readers of mailwire/imap_data.h over any bytes, and what must be true of them whatever these
   are. Ends the program where it is not. */

#include <mailwire/imap_data.h>

void readers_all(const char *p, size_t n);

/* The same over the bytes cut at each place, and with each of them replaced by others, at the end
   of memory. */
void readers_damage(const char *p, size_t n);

/* For comparing: what the string means, or "NIL". Valid until the eighth next call. */
const char *readers_text(mw_slice string);

#endif

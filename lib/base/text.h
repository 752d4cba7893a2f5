/* SPDX-License-Identifier: MIT */
#ifndef MW_BASE_TEXT_H
#define MW_BASE_TEXT_H

/* Bounded append. What does not fit is counted but not written: len > cap then says by how much
   the room was too small, and nobody has to test each step. */

#include <stddef.h>
#include <stdint.h>

struct mw_text {
    char *p;
    size_t len;
    size_t cap;
};

void mw_text_byte(struct mw_text *t, int c);
void mw_text_bytes(struct mw_text *t, const char *p, size_t n);
void mw_text_string(struct mw_text *t, const char *string);
void mw_text_number(struct mw_text *t, uint64_t value);

#endif

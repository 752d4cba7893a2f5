/* SPDX-License-Identifier: MIT */
#ifndef MW_WIRE_DOTS_H
#define MW_WIRE_DOTS_H

/* Mail text on the wire (RFC 5321 4.5.2 and 2.3.8, RFC 1939 section 3): lines end in CRLF and in
   nothing else, and a line that begins with a dot has it doubled.

   CRLF, LF and CR alone each end a line, so no bare CR or LF can come out, whatever goes in and
   wherever it is cut. */

#include <stddef.h>
#include <stdint.h>

#define MW_DOTS_START 0 /* of a line */
#define MW_DOTS_LINE 1  /* in one: something of it was written */
#define MW_DOTS_CR 2    /* a CR was taken and its CRLF written: an LF now belongs to it */
#define MW_DOTS_RAW 3   /* whatever it is: every byte goes as it is (RFC 3030, BINARYMIME) */

struct mw_dots {
    uint8_t at;
};

/* Encodes from in[0 .. n) into out[0 .. cap); double_dots: 0 for BDAT, which has no dots. Returns
   how many bytes of out it wrote, *taken how many of in it used. With cap >= 2 it moves on. */
size_t mw_dots_encode(struct mw_dots *d, char *out, size_t cap, const char *in, size_t n,
                      size_t *taken, int double_dots);

#endif

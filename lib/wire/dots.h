/* SPDX-License-Identifier: MIT */
#ifndef MW_WIRE_DOTS_H
#define MW_WIRE_DOTS_H

/* Mail text on the wire (RFC 5321 4.5.2 and 2.3.8, RFC 1939 section 3): lines end in CRLF and in
   nothing else, and a line that begins with a dot has it doubled.

   Encoding: CRLF, LF and CR alone each end a line, so no bare CR or LF can come out, whatever
   goes in and wherever it is cut. Decoding cuts the input into slices and copies nothing. */

#include <stddef.h>
#include <stdint.h>

struct mw_dots {
    uint8_t in_line;  /* something of the present line was written                       */
    uint8_t after_cr; /* a CR was taken and its CRLF written: an LF now belongs to it        */
};

/* Encodes from in[0 .. n) into out[0 .. cap); double_dots: 0 for BDAT, which has no dots. Returns
   how many bytes of out it wrote, *taken how many of in it used. Progress is certain for cap >= 2. */
size_t mw_dots_encode(struct mw_dots *d, char *out, size_t cap, const char *in, size_t n,
                      size_t *taken, int double_dots);

#define MW_DOTS_SLICE 0 /* *len bytes of text at *skip                                       */
#define MW_DOTS_MORE 1  /* needs more input to know; *skip bytes are used                        */
#define MW_DOTS_END 2   /* the line with the single dot was found; *skip bytes are used          */

/* State of decoding; all zero at the start of a body. */
struct mw_undots {
    uint8_t in_line;  /* not at the start of a line                                          */
    uint8_t after_cr; /* the last byte was CR                                                */
    uint8_t lf_ends;  /* set by the caller: lines of this server end in bare LF (a quirk), so
                         that an LF alone starts a line, too. Otherwise only CRLF does: a message
                         cannot end itself by a bare LF                                      */
};

/* Looks at in[0 .. n): *skip bytes to pass over, then *len bytes of text to hand on as they are. */
int mw_dots_decode(struct mw_undots *d, const char *in, size_t n, size_t *skip, size_t *len);

#endif

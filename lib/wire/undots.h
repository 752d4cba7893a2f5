/* SPDX-License-Identifier: MIT */
#ifndef MW_WIRE_UNDOTS_H
#define MW_WIRE_UNDOTS_H

/* The way back from dots.h (RFC 1939 section 3): cuts the input into slices of text, without the
   doubled dots, and copies nothing. */

#include <stddef.h>
#include <stdint.h>

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

/* SPDX-License-Identifier: MIT */
#ifndef MW_WIRE_UNDOTS_H
#define MW_WIRE_UNDOTS_H

/* The way back from dots.h (RFC 1939 section 3): cuts the input into slices of text, without the
   doubled dots, and copies nothing. */

#include <stddef.h>
#include <stdint.h>

/* State of decoding; all zero at the start of a body. */
struct mw_undots {
    uint8_t at;   /* MW_UNDOTS_...                                                               */
    uint8_t skip; /* how many bytes to pass over, in front of the slice; where there is none: they
                     are the line with the single dot, or 0, and more input is needed            */
};

#define MW_UNDOTS_START 0 /* of a line            */
#define MW_UNDOTS_LINE 1  /* in it                */
#define MW_UNDOTS_CR 2    /* in it, behind a CR   */

/* Looks at in[0 .. n): d->skip bytes to pass over. Returns how many bytes follow to hand on as they
   are. lf_ends: lines of this server end in bare LF (a quirk), so that an LF alone starts a line,
   too. Otherwise only CRLF does: a message cannot end itself by a bare LF. */
size_t mw_dots_decode(struct mw_undots *d, const char *in, size_t n, int lf_ends);

#endif

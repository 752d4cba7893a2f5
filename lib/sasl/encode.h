/* SPDX-License-Identifier: MIT */
#ifndef MW_SASL_ENCODE_H
#define MW_SASL_ENCODE_H

#include "sasl/sasl.h"

/* Base64 of a response, piece by piece: a token of any length goes through a small buffer. */

/* How many bytes the parts have together. */
size_t mw_sasl_length(const struct mw_sasl_part part[MW_SASL_PARTS]);

/* Encodes from byte *at on, which it moves, into out[0 .. room); whole groups of four only. Returns
   how many characters it wrote. The end is reached when *at is mw_sasl_length. */
size_t mw_sasl_encode(const struct mw_sasl_part part[MW_SASL_PARTS], uint32_t *at, char *out,
                      size_t room);

#endif

/* SPDX-License-Identifier: MIT */
#ifndef MW_SASL_ENCODE_H
#define MW_SASL_ENCODE_H

#include "sasl/sasl.h"

/* A response, piece by piece, as it is or in base64: a token of any length goes through a small
   buffer. */

/* How many bytes it is. */
size_t mw_sasl_length(const struct mw_sasl *r);

/* Puts bytes from *at on, which it moves, into out[0 .. room). Returns how many. The end is reached
   when *at is mw_sasl_length. */
size_t mw_sasl_copy(const struct mw_sasl *r, uint32_t *at, char *out, size_t room);

/* The same in base64, and in whole groups of four only; returns how many characters it wrote. */
size_t mw_sasl_encode(const struct mw_sasl *r, uint32_t *at, char *out, size_t room);

#endif

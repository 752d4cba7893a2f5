/* SPDX-License-Identifier: MIT */
#ifndef MW_SASL_ENCODE_H
#define MW_SASL_ENCODE_H

#include "sasl/sasl.h"

/* Puts a response's bytes from `at` on into out[0 .. room): a token of any length goes through a
   small buffer, piece by piece. Returns how many bytes the whole response is. */
size_t mw_sasl_put(struct mw_sasl *r, size_t at, char *out, size_t room);

#endif

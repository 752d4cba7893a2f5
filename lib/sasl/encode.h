/* SPDX-License-Identifier: MIT */
#ifndef MW_SASL_ENCODE_H
#define MW_SASL_ENCODE_H

#include "sasl/sasl.h"

/* Puts a form's bytes behind what r has put before: r->total more, of which those from r->skip on
   go to r->out, as many as there is room for: a token of any length goes through a small buffer,
   piece by piece. Returns r->total. */
size_t mw_sasl_put(struct mw_sasl *r, const char *form);

#endif

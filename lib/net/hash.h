/* SPDX-License-Identifier: MIT */
#ifndef MW_NET_HASH_H
#define MW_NET_HASH_H

#include <mailwire/sasl.h>

/* SASLprep: mw_hash.prepare. NULL: not built in. */
#ifdef MW_HAVE_UNISTRING
int mw_saslprep(void *ctx, const char *password, char *out, size_t cap, size_t *len);
#else
#define mw_saslprep NULL
#endif

#endif

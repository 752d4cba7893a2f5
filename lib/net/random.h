/* SPDX-License-Identifier: MIT */
#ifndef MW_NET_RANDOM_H
#define MW_NET_RANDOM_H

#include <stddef.h>

/* A transport's random: from Mbed TLS's generator. MW_OK or MW_E_TLS. */
int mw_random(void *ctx, void *buf, size_t len);

#endif

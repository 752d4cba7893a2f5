/* SPDX-License-Identifier: MIT */
#ifndef MW_BASE_WIPE_H
#define MW_BASE_WIPE_H

#include <stddef.h>

/* Overwrites a secret with zeros, in a way no optimiser takes out. */
void mw_wipe(void *p, size_t n);

#endif

/* SPDX-License-Identifier: MIT */
#ifndef MW_NET_OWNED_H
#define MW_NET_OWNED_H

#include <mailwire/transport.h>

/* A transport that mw_transport_free can free: one of this folder's. */
typedef struct mw_owned {
    mw_transport transport; /* first, so that a pointer to it is one to the whole */
    void (*release)(struct mw_owned *self);
} mw_owned;

#endif

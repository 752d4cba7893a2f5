/* SPDX-License-Identifier: MIT */
#include "net/owned.h"
#include <mailwire/net.h>

void mw_transport_free(mw_transport *t)
{
    mw_owned *self = (mw_owned *)(void *)t;

    if (self != NULL)
        self->release(self);
}

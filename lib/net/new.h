/* SPDX-License-Identifier: MIT */
#ifndef MW_NET_NEW_H
#define MW_NET_NEW_H

#include <mailwire/net.h>

/* A protocol's mw_..._size and mw_..._init. Each protocol's public functions are in a file of their
   own, so that a static program links only what it names. */
typedef size_t mw_size_function(const mw_config *cfg);
typedef int mw_init_function(mw_session **s, void *mem, size_t len, const mw_config *cfg);

/* A session in one malloc. */
int mw_new(mw_session **s, const mw_config *cfg, mw_size_function *size, mw_init_function *init);
/* A session with a transport of its own, and a filter over that: mw_deflate_over or NULL. */
typedef int mw_filter_function(mw_transport **out, const mw_transport *under);
int mw_net_new(mw_session **s, const mw_config *cfg, mw_size_function *size,
               mw_init_function *init, mw_filter_function *filter);

#endif

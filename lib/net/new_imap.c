/* SPDX-License-Identifier: MIT */
#include "net/new.h"

#ifdef MW_HAVE_ZLIB
#define FILTER mw_deflate_over
#else
#define FILTER NULL
#endif

int mw_imap_new(mw_session **s, const mw_config *cfg)
{
    return mw_new(s, cfg, mw_imap_size, mw_imap_init);
}

int mw_net_imap(mw_session **s, const mw_config *cfg)
{
    return mw_net_new(s, cfg, mw_imap_size, mw_imap_init, FILTER);
}

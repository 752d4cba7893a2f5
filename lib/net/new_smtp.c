/* SPDX-License-Identifier: MIT */
#include "net/new.h"

int mw_smtp_new(mw_session **s, const mw_config *cfg)
{
    return mw_new(s, cfg, mw_smtp_size, mw_smtp_init);
}

int mw_net_smtp(mw_session **s, const mw_config *cfg)
{
    return mw_net_new(s, cfg, mw_smtp_size, mw_smtp_init, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "net/new.h"

int mw_pop3_new(mw_session **s, const mw_config *cfg)
{
    return mw_new(s, cfg, mw_pop3_size, mw_pop3_init);
}

int mw_net_pop3(mw_session **s, const mw_config *cfg)
{
    return mw_net_new(s, cfg, mw_pop3_size, mw_pop3_init, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "engine/pop3.h"
#include "session/session.h"

size_t mw_pop3_size(const mw_config *cfg)
{
    return mw_session_size(cfg, &mw_pop3_engine);
}

int mw_pop3_init(mw_session **s, void *mem, size_t len, const mw_config *cfg)
{
    return mw_session_init(s, mem, len, cfg, &mw_pop3_engine);
}

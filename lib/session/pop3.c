/* SPDX-License-Identifier: MIT */
#include "engine/pop3.h"
#include "session/session.h"

/* Behind the engine's struct stands a number for each place in the queue. */
static size_t own_size(const mw_config *cfg)
{
    return sizeof(struct pop3) + mw_session_commands(cfg) * sizeof(uint32_t);
}

size_t mw_pop3_size(const mw_config *cfg)
{
    return mw_session_size(cfg, own_size(cfg));
}

int mw_pop3_init(mw_session **s, void *mem, size_t len, const mw_config *cfg)
{
    return mw_session_init(s, mem, len, cfg, own_size(cfg), &mw_pop3_engine);
}

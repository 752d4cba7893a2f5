/* SPDX-License-Identifier: MIT */
#include "engine/imap.h"
#include "session/session.h"

size_t mw_imap_size(const mw_config *cfg)
{
    return mw_session_size(cfg, &mw_imap_engine);
}

int mw_imap_init(mw_session **s, void *mem, size_t len, const mw_config *cfg)
{
    return mw_session_init(s, mem, len, cfg, &mw_imap_engine);
}

/* SPDX-License-Identifier: MIT */
#include "engine/smtp.h"
#include "session/session.h"

size_t mw_smtp_size(const mw_config *cfg)
{
    return mw_session_size(cfg, &mw_smtp_engine);
}

int mw_smtp_init(mw_session **s, void *mem, size_t len, const mw_config *cfg)
{
    return mw_session_init(s, mem, len, cfg, &mw_smtp_engine);
}

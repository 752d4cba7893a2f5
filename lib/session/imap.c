/* SPDX-License-Identifier: MIT */
#include "engine/imap.h"
#include "session/session.h"

#define IDLE_MS 1380000u /* servers may close after 30 minutes (RFC 9051 5.4) */

size_t mw_imap_size(const mw_config *cfg)
{
    return mw_session_size(cfg, &mw_imap_engine);
}

int mw_imap_init(mw_session **s, void *mem, size_t len, const mw_config *cfg)
{
    uint32_t idle_ms = 0;
    int rc = mw_session_init(s, mem, len, cfg, &mw_imap_engine);

    if (rc != MW_OK)
        return rc;
    if (cfg->size >= offsetof(mw_config, idle_ms) + sizeof idle_ms)
        idle_ms = cfg->idle_ms;
    imap_of(*s)->idle_ms = idle_ms ? idle_ms : IDLE_MS;
    imap_of(*s)->next_tag = 1;
    imap_of(*s)->r.m = imap_of(*s);
    return MW_OK;
}

int mw_imap_quirks(mw_session *s, uint32_t quirks)
{
    unsigned i;

    for (i = MW_IMAP_QUIRK_DATA; i < s->engine->quirks; i++, quirks >>= 1)
        if (quirks & 1 && !mw_quirk_allowed(s, i))
            return MW_E_PROTOCOL;
    return MW_OK;
}

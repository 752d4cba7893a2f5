/* SPDX-License-Identifier: MIT */
#ifndef MW_SESSION_SESSION_H
#define MW_SESSION_SESSION_H

#include "engine/engine.h"

#include <string.h>

/* config.c: what every protocol's _size and _init do. */
size_t mw_session_size(const mw_config *cfg, const struct mw_engine *engine);
int mw_session_init(mw_session **s, void *mem, size_t len, const mw_config *cfg,
                    const struct mw_engine *engine);

/* Of libmailwire: mw_free calls release last, when the session's memory has been wiped, with
   the block it lay in: it frees what was made for this session, the block itself too. The pointer
   is kept in MW_OWN_BYTES more behind what mw_session_size says. */
#define MW_OWN_BYTES sizeof(void (*)(void *))
static inline void mw_session_own(mw_session *s, void (*release)(void *block))
{
    memcpy(s->in + s->in_cap, &release, sizeof release);
    s->flags |= MW_S_OWNED;
}

/* pump.c: sends what it can, and sets s->want if that was not all. An error is kept for later, as
   the server may have said why. */
void mw_pump_send(mw_session *s);
/* The time now, from the transport. */
void mw_pump_clock(mw_session *s);

/* explain.c */
const char *mw_advice(const mw_session *s, const mw_error *err);
/* s->err gets its advice, if there is any in this build. */
static inline void mw_advise(mw_session *s)
{
#ifdef MW_NO_ADVICE
    (void)s;
#else
    s->err.advice = mw_advice(s, &s->err);
#endif
}

#endif

/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "bench/loop.h"

#include <poll.h>
#include <stdio.h>

static void wait_for(const mw_session *s)
{
    uint32_t want = mw_want(s), limit = mw_timeout(s);
    struct pollfd p = { (int)mw_handle(s), 0, 0 };

    p.events = (short)((want & MW_POLL_READ ? POLLIN : 0) | (want & MW_POLL_WRITE ? POLLOUT : 0));
    poll(&p, 1, limit > 60000 ? 60000 : (int)limit);
}

void loop_run(mw_session *s, void (*take)(void *ctx, const mw_event *ev), const int *ended,
              void *ctx)
{
    const mw_event *ev;

    while (!*ended) {
        while (!*ended && (ev = mw_next(s)) != NULL)
            take(ctx, ev);
        if (!*ended)
            wait_for(s);
    }
}

void loop_failed(const mw_session *s, const mw_event *ev)
{
    fprintf(stderr, "mailwire: %s at stage %d: %.*s\n", mw_strerror(ev->code),
            mw_last_error(s)->stage, (int)ev->len, ev->data);
}

/* SPDX-License-Identifier: MIT */
#ifndef TESTS_BENCH_LOOP_H
#define TESTS_BENCH_LOOP_H

#include <mailwire/session.h>

/* An event loop of one descriptor: hands over each event until the last one. */
void loop_run(mw_session *s, void (*take)(void *ctx, const mw_event *ev), const int *ended,
              void *ctx);

/* Says on stderr why the session failed. */
void loop_failed(const mw_session *s, const mw_event *ev);

#endif

/* SPDX-License-Identifier: MIT */
#ifndef TESTS_FUZZ_SESSION_H
#define TESTS_FUZZ_SESSION_H

/* A whole session against whatever a server may say. The first bytes choose how: security, user,
   mechanisms, flags, buffer sizes, what the caller does and how the rest is cut; then come the
   server's bytes. What every user is promised about events is checked here, what holds for one
   protocol by its own target. */

#include <mailwire/mailwire.h>

#define SESSION_IDS_MAX 64

struct session {
    mw_session *s;
    const uint8_t *at, *end; /* what the server still says */
    size_t chunk;            /* 0: line by line */
    uint8_t over[SESSION_IDS_MAX]; /* which ids have ended */
    int top;                 /* the last id */
    unsigned script;         /* what the caller does, 0 to 15, */
    int next;                /* and what next */
    int secure;              /* what comes from now on may be believed */
    size_t events;
    size_t body;             /* what is left of the one that is written */
    uint64_t now_ms;
    void (*submit)(struct session *f); /* more commands; session_note each */
    void (*check)(struct session *f, const mw_event *ev);
};

/* Ends the program unless it is true. */
void session_expect(int truth);

/* A submission's id; what was not taken does not count. */
void session_note(struct session *f, int id);

/* A body of so many bytes waits to be written. */
void session_body(struct session *f, size_t bytes);

/* Ways to log in besides PLAIN and LOGIN: bit 0 hashes, bit 1 the mechanisms that want them, bit 2
   a mechanism of the caller's own. All digests are zero bytes, so that inputs can be right. */
void session_logs_in(mw_config *cfg, unsigned ways);

/* Plays one input. f has its two functions, all else 0. Returns 0. */
int session_fuzz(struct session *f, const uint8_t *data, size_t size,
                 size_t (*bytes)(const mw_config *cfg),
                 int (*init)(mw_session **s, void *mem, size_t len, const mw_config *cfg));

#endif

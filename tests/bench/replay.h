/* SPDX-License-Identifier: MIT */
#ifndef TESTS_BENCH_REPLAY_H
#define TESTS_BENCH_REPLAY_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* A process that speaks SMTP as Postfix 3.7 does (its EHLO words, its replies, sent together when
   no more commands are waiting), but keeps nothing, so that it is the client that is measured. It
   looks at every message: the part behind the header must be what was announced. One connection
   at a time; it trusts its client and knows no errors but "unknown command". */

#define REPLAY_NO_CHUNKING 1u
#define REPLAY_NO_PIPELINING 2u

struct replay_counts {
    uint64_t messages; /* taken, of them: */
    uint64_t damaged;
    uint64_t commands; /* BDAT and DATA included, and "." */
    uint64_t chunks;   /* BDAT */
    uint64_t writes;   /* answers were sent that often */
};

struct replay {
    const volatile struct replay_counts *counts;
    pid_t pid;
    uint16_t port;
};

/* Starts one. `expected` is a message with CRLF line ends; what stands behind its header must
   come. 0, or -1 with errno. */
int replay_start(struct replay *r, unsigned flags, const char *expected, size_t len);

void replay_stop(struct replay *r);

#endif

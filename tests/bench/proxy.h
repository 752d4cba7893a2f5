/* SPDX-License-Identifier: MIT */
#ifndef TESTS_BENCH_PROXY_H
#define TESTS_BENCH_PROXY_H

#include <stdint.h>
#include <sys/types.h>

/* A process between client and server on loopback that hands every byte on `delay_ms` later, in
   order and as fast as it came: nothing but the delay is added. One connection at a time.

   TCP itself is not delayed: connecting is free, there is no slow start and no loss. At most
   PROXY_LINE_BYTES are under way in one direction; a side that sends more has to wait, as with the
   window of a real connection. */
#define PROXY_LINE_BYTES (4u * 1024 * 1024)

#define PROXY_UP 0   /* client to server */
#define PROXY_DOWN 1 /* server to client */

/* Of all connections so far; filled while the proxy runs. */
struct proxy_counts {
    uint64_t bytes[2];
    uint64_t segments[2]; /* pieces as they were received */
    uint64_t connections;

    /* The longest chain of "the client received, then it sent, the server received, then it
       answered": the round trips that had to be waited for, one after the other. A client that
       sends and waits makes one of each such turn; one that keeps sending while answers are still
       under way makes one per delay, not one per answer. */
    uint64_t round_trips;

    /* How often the client sent after something had arrived there since it last sent. */
    uint64_t turns;
};

struct proxy {
    const volatile struct proxy_counts *counts;
    pid_t pid;
    uint16_t port; /* connect here, on 127.0.0.1 */
};

/* Starts one before 127.0.0.1:target_port. 0, or -1 with errno. */
int proxy_start(struct proxy *p, uint16_t target_port, unsigned delay_ms);

/* Ends it; the counts stay readable until the next proxy_start with the same struct. */
void proxy_stop(struct proxy *p);

#endif

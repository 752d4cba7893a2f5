/* SPDX-License-Identifier: MIT */
#ifndef TESTS_BENCH_IMAP_RUN_H
#define TESTS_BENCH_IMAP_RUN_H

#include "bench/imap_box.h"
#include "bench/peer.h"
#include "bench/proxy.h"

/* One run of a program that reads: its process, and what it found. */

struct imap_client {
    const char *name;
    const char *program; /* beside the benchmark */
};

struct imap_run {
    const struct imap_client *client;
    const char *mode, *ca_file;
    uint16_t port;
    unsigned messages;
    unsigned delay_ms; /* each way; 0: no proxy */

    struct peer_result result;
    struct imap_sums sums;
    uint64_t bytes;            /* of bodies */
    struct proxy_counts proxy; /* zero without one */
    const char *problem;       /* NULL: it came to its end with all messages */
};

void imap_run(struct imap_run *r, unsigned limit_s);

/* User and system time of the client, seconds. */
double imap_run_cpu(const struct imap_run *r);

#endif

/* SPDX-License-Identifier: MIT */
#ifndef TESTS_BENCH_INBOX_H
#define TESTS_BENCH_INBOX_H

#include "bench/peer.h"

/* A mailbox of messages that are all alike but for their number, so that whoever reads it can tell
   each from the others. */

#define INBOX_USER "bench"
#define INBOX_SECRET "a secret"

/* Writes the number into the message (peer_message), from 1. */
void inbox_number(char *message, unsigned number);

/* Compares what is read with what must come, piece by piece. */
struct inbox {
    char *expected;
    size_t bytes, at;
    int differs;
    unsigned read; /* messages that were as they must be */
};

/* 0, or -1: no memory. */
int inbox_open(struct inbox *in, const struct peer_job *job);
void inbox_begin(struct inbox *in, unsigned number);
void inbox_add(struct inbox *in, const char *data, size_t len);
void inbox_end(struct inbox *in);
void inbox_close(struct inbox *in);

#endif

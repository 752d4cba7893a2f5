/* SPDX-License-Identifier: MIT */
#ifndef TESTS_BENCH_REPLAY_IMAP_H
#define TESTS_BENCH_REPLAY_IMAP_H

#include <stdint.h>
#include <sys/types.h>

/* A process that speaks enough IMAP for the benchmarks and keeps nothing, so that it is the client
   that is measured: any password, one mailbox of `messages` messages. FETCH of ENVELOPE gives the
   lines of imap_box.h, whatever else was asked for; FETCH of BODY[] bodies of body_bytes each, all
   the same. Answers are sent together when no more commands are waiting. One connection at a time;
   it trusts its client. */

#define REPLAY_IMAP_TLS 0x01u      /* from the first byte */
#define REPLAY_IMAP_STARTTLS 0x02u /* offered */
#define REPLAY_IMAP_NO_IR 0x04u    /* no SASL-IR */
#define REPLAY_IMAP_QUIET 0x08u    /* no capabilities in the greeting and behind the login */

struct replay_imap {
    pid_t pid;
    uint16_t port;
    char ca_file[64]; /* PEM, with TLS or STARTTLS; else "" */
};

/* Starts one. 0, or -1: no process, socket, file or certificate. */
int replay_imap_start(struct replay_imap *r, unsigned flags, unsigned messages,
                      unsigned body_bytes);

void replay_imap_stop(struct replay_imap *r);

#endif

/* SPDX-License-Identifier: MIT */
#ifndef TESTS_BENCH_REPLAY_POP3_H
#define TESTS_BENCH_REPLAY_POP3_H

#include "bench/replay.h"

/* A process that speaks POP3 as Dovecot 2.3 does and has the mailbox of inbox.h, so that it is the
   client that is measured. It may speak TLS from the first byte. One connection at a time; it
   trusts its client. replay_counts.messages are those handed out. */

/* `message` is the mailbox's, without its number. ca: where to write the certificate of the
   authority it is known by; NULL: no TLS. flags: REPLAY_NO_PIPELINING. 0, or -1. */
int replay_pop3_start(struct replay *r, unsigned flags, const char *message, size_t len,
                      unsigned messages, const char *ca);

#endif

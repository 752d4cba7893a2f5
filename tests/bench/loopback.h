/* SPDX-License-Identifier: MIT */
#ifndef TESTS_BENCH_LOOPBACK_H
#define TESTS_BENCH_LOOPBACK_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Sockets on 127.0.0.1, helper processes, and memory shared with them. */

/* A listener on any free port. The descriptor, or -1. */
int loopback_listen(uint16_t *port);

/* A connection without Nagle's delay. The descriptor, or -1. */
int loopback_connect(uint16_t port);
int loopback_accept(int listener);

/* recv() that acknowledges at once: a sender that left Nagle's algorithm on (libESMTP) does not
   have to wait 40 ms for the kernel to do so. */
ssize_t loopback_recv(int fd, void *buf, size_t cap);

/* Zeroed, seen by this process and those it forks. NULL: no memory. */
void *loopback_share(size_t bytes);

/* fork() whose child ends when its parent does. */
pid_t loopback_fork(void);

/* Keeps this process on the first CPU it may use, or on the last: runs differ less when server and
   client stay apart. */
void loopback_pin(int last);

/* Ends such a child and waits for it. */
void loopback_stop(pid_t *pid);

/* Monotonic. */
uint64_t loopback_now_ns(void);

#endif

/* SPDX-License-Identifier: MIT */
#ifndef SERVER_LISTEN_H
#define SERVER_LISTEN_H

#include <stddef.h>

/* Listening on loopback, and a thread for each client. */

struct listening {
    int fd[2]; /* 127.0.0.1 and ::1; -1: not that one */
    int port;
};

int listen_open(struct listening *l, int port); /* port 0: any. 0, or -1 with errno */
void listen_close(struct listening *l);

/* Accepts until stop_fd is readable; which says on which of the n. */
void listen_serve(const struct listening *all, size_t n, int stop_fd,
                  void (*on_client)(void *ctx, size_t which, int fd), void *ctx);

int listen_thread(void *(*run)(void *arg), void *arg); /* detached; 0, or -1 */
int listen_pipe(int fds[2]); /* close fds[1] and everybody who polls fds[0] wakes up */

#endif

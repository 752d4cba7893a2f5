/* SPDX-License-Identifier: MIT */
#ifndef TESTS_LIVE_CUTTER_H
#define TESTS_LIVE_CUTTER_H

/* A line in front of a server that breaks at a word: once the server's reply contains it, that
   reply is kept back and both ends are closed. */

#include <sys/types.h>

struct cutter {
    pid_t pid;
    int port;
};

/* Returns the port to connect to, once. */
int cutter_start(struct cutter *c, int server_port, const char *word);
/* SIGSTOP: from now on it neither reads nor closes. */
void cutter_signal(const struct cutter *c, int number);
void cutter_stop(struct cutter *c);

/* A port where nothing listens. */
int port_refused(void);
/* Ports that take a connection and say nothing; that take none. Closing *fd
   (and, for the full one, the other) ends them. */
int port_silent(int *fd);
int port_full(int *fd, int *filler);

#endif

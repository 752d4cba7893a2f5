/* SPDX-License-Identifier: MIT */
#ifndef SERVER_CLIENT_H
#define SERVER_CLIENT_H

/* A bare client for the tests of the servers themselves. */

#include <stddef.h>

struct client {
    int fd;
    char text[65536]; /* what the last client_read or client_talk got, NUL-terminated */
    size_t len;
};

int client_connect(struct client *c, int port); /* 0 or -1 */
void client_close(struct client *c);
int client_send(struct client *c, const char *text);
/* Reads until a line is complete that starts with end (in SMTP "250 "), EOF or 5 s. 1: it is. */
int client_read(struct client *c, const char *end);
int client_talk(struct client *c, const char *text, const char *end);
/* One recv: its result, errno as it left it. */
long client_recv(struct client *c);

#endif

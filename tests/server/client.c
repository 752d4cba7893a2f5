/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

#include "client.h"

#include <netinet/in.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define LIMIT_S 5

int client_connect(struct client *c, int port)
{
    struct sockaddr_in a = {0};
    struct timeval limit = {LIMIT_S, 0};

    memset(c, 0, sizeof *c);
    a.sin_family = AF_INET;
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    a.sin_port = htons((uint16_t)port);
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(c->fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    return connect(c->fd, (struct sockaddr *)&a, sizeof a);
}

void client_close(struct client *c)
{
    close(c->fd);
}

int client_send(struct client *c, const char *text)
{
    size_t len = strlen(text);

    return send(c->fd, text, len, MSG_NOSIGNAL) == (ssize_t)len ? 0 : -1;
}

static int has_line(const char *text, const char *start)
{
    while (text != NULL && *text != '\0') {
        const char *end = strstr(text, "\r\n");

        if (end != NULL && strncmp(text, start, strlen(start)) == 0) {
            return 1;
        }
        text = end != NULL ? end + 2 : NULL;
    }
    return 0;
}

int client_read(struct client *c, const char *end)
{
    c->len = 0;
    c->text[0] = '\0';
    while (!has_line(c->text, end) && c->len + 1 < sizeof c->text) {
        ssize_t n = recv(c->fd, c->text + c->len, sizeof c->text - 1 - c->len, 0);

        if (n <= 0) {
            return 0;
        }
        c->len += (size_t)n;
        c->text[c->len] = '\0';
    }
    return has_line(c->text, end);
}

int client_talk(struct client *c, const char *text, const char *end)
{
    return client_send(c, text) == 0 && client_read(c, end);
}

long client_recv(struct client *c)
{
    ssize_t n = recv(c->fd, c->text, sizeof c->text - 1, 0);

    c->len = n > 0 ? (size_t)n : 0;
    c->text[c->len] = '\0';
    return (long)n;
}

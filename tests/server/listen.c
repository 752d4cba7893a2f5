/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

#include "listen.h"

#include "buf.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define STACK_BYTES (1024 * 1024) /* a handshake of Mbed TLS 2.28 takes 50 KB of it */

static int bound_socket(const struct sockaddr *addr, socklen_t len)
{
    int on = 1;
    int fd = socket(addr->sa_family, SOCK_STREAM, 0);

    if (fd < 0) {
        return -1;
    }
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
    fcntl(fd, F_SETFD, FD_CLOEXEC);
    if (bind(fd, addr, len) != 0 || listen(fd, SOMAXCONN) != 0) {
        int why = errno;

        close(fd);
        errno = why;
        return -1;
    }
    return fd;
}

static int listen_ipv4(int port)
{
    struct sockaddr_in a = {0};

    a.sin_family = AF_INET;
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    a.sin_port = htons((uint16_t)port);
    return bound_socket((struct sockaddr *)&a, sizeof a);
}

static int listen_ipv6(int port)
{
    struct sockaddr_in6 a = {0};

    a.sin6_family = AF_INET6;
    a.sin6_addr = in6addr_loopback;
    a.sin6_port = htons((uint16_t)port);
    return bound_socket((struct sockaddr *)&a, sizeof a);
}

static int port_of(int fd)
{
    struct sockaddr_in a = {0};
    socklen_t len = sizeof a;

    return getsockname(fd, (struct sockaddr *)&a, &len) == 0 ? ntohs(a.sin_port) : 0;
}

int listen_open(struct listening *l, int port)
{
    l->fd[1] = -1;
    l->port = 0;
    l->fd[0] = listen_ipv4(port);
    if (l->fd[0] < 0) {
        return -1;
    }
    l->port = port_of(l->fd[0]);
    l->fd[1] = listen_ipv6(l->port);
    return 0;
}

void listen_close(struct listening *l)
{
    size_t i;

    for (i = 0; i < 2; i++) {
        if (l->fd[i] >= 0) {
            close(l->fd[i]);
        }
        l->fd[i] = -1;
    }
}

void listen_serve(const struct listening *all, size_t n, int stop_fd,
                  void (*on_client)(void *ctx, size_t which, int fd), void *ctx)
{
    struct pollfd *p = mem_new((2 * n + 1) * sizeof *p);
    size_t i;

    for (i = 0; i < 2 * n; i++) {
        p[i].fd = all[i / 2].fd[i % 2];
        p[i].events = POLLIN;
    }
    p[2 * n].fd = stop_fd;
    p[2 * n].events = POLLIN;
    while (p[2 * n].revents == 0) {
        if (poll(p, 2 * n + 1, -1) < 0) {
            continue;
        }
        for (i = 0; i < 2 * n; i++) {
            int client = p[i].revents != 0 ? accept(p[i].fd, NULL, NULL) : -1;

            if (client >= 0) {
                fcntl(client, F_SETFD, FD_CLOEXEC);
                on_client(ctx, i / 2, client);
            }
        }
    }
    mem_free(p);
}

int listen_thread(void *(*run)(void *arg), void *arg)
{
    pthread_attr_t attr;
    pthread_t thread;
    int rc;

    pthread_attr_init(&attr);
    pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attr, STACK_BYTES);
    rc = pthread_create(&thread, &attr, run, arg) == 0 ? 0 : -1;
    pthread_attr_destroy(&attr);
    return rc;
}

int listen_pipe(int fds[2])
{
    if (pipe(fds) != 0) {
        fds[0] = fds[1] = -1;
        return -1;
    }
    fcntl(fds[0], F_SETFD, FD_CLOEXEC);
    fcntl(fds[1], F_SETFD, FD_CLOEXEC);
    return 0;
}

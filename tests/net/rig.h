/* SPDX-License-Identifier: MIT */
#ifndef TESTS_NET_RIG_H
#define TESTS_NET_RIG_H

/* What the tests of lib/net share: sockets on loopback, and a transport that misbehaves. Include
   after _DEFAULT_SOURCE is defined. */

#include <mailwire/net.h>

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static inline uint64_t rig_now_ms(void)
{
    struct timespec ts;

    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (uint64_t)ts.tv_sec * 1000 + (uint64_t)ts.tv_nsec / 1000000;
}

static inline void rig_nonblocking(int fd)
{
    assert_int_equal(fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK), 0);
}

/* A listener on 127.0.0.1, any port. backlog < 0: bound only, so connecting is refused. */
static inline int rig_listen(int backlog, uint16_t *port)
{
    struct sockaddr_in sa;
    socklen_t len = sizeof sa;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    memset(&sa, 0, sizeof sa);
    sa.sin_family = AF_INET;
    sa.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    assert_true(fd >= 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&sa, sizeof sa), 0);
    if (backlog >= 0)
        assert_int_equal(listen(fd, backlog), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&sa, &len), 0);
    *port = ntohs(sa.sin_port);
    return fd;
}

/* accept(), at most two seconds. */
static inline int rig_accept(int listener)
{
    struct pollfd p = { listener, POLLIN, 0 };

    assert_int_equal(poll(&p, 1, 2000), 1);
    return accept(listener, NULL, NULL);
}

/* How many descriptors are open. */
static inline size_t rig_descriptors(void)
{
    DIR *dir = opendir("/proc/self/fd");
    size_t count = 0;

    if (dir == NULL)
        return 0;
    while (readdir(dir) != NULL)
        count++;
    closedir(dir);
    return count;
}

static inline int rig_is_want(int rc)
{
    return rc == MW_WANT_READ || rc == MW_WANT_WRITE;
}

/* open() to its end, waiting as a blocking user would, at most limit_ms. */
static inline int rig_open(mw_transport *t, const char *host, uint16_t port, uint32_t limit_ms)
{
    uint64_t end = rig_now_ms() + limit_ms;
    int rc;

    while (rig_is_want(rc = t->open(t->ctx, host, port))) {
        uint64_t now = rig_now_ms();

        if (now >= end)
            return rc;
        t->wait(t->ctx, rc == MW_WANT_READ ? MW_POLL_READ : MW_POLL_WRITE, (uint32_t)(end - now));
    }
    return rc;
}

/* recv() that waits at most two seconds. */
static inline int rig_recv(mw_transport *t, void *buf, size_t cap, size_t *got)
{
    uint64_t end = rig_now_ms() + 2000;
    int rc;

    while (rig_is_want(rc = t->recv(t->ctx, buf, cap, got)) && rig_now_ms() < end)
        t->wait(t->ctx, rc == MW_WANT_READ ? MW_POLL_READ : MW_POLL_WRITE, 100);
    return rc;
}

/* --- a transport that misbehaves ------------------------------------------------------------ */

enum rig_fault { RIG_NONE, RIG_WANT, RIG_SHORT, RIG_LOST, RIG_END };

/* Over a non-blocking descriptor. Calls of send and recv are counted together, from 1. */
struct rig_pipe {
    mw_transport t;
    int fd;
    size_t most;          /* bytes a call moves at most, 0: any */
    unsigned stutter;     /* n > 0: each call but every n-th only says want */
    enum rig_fault fault; /* what happens in call fault_at; LOST and END last */
    unsigned fault_at;
    unsigned calls;
    unsigned closed;
    int stopped;
};

static inline int rig_pipe_io(struct rig_pipe *p, int writing, void *buf, size_t len, size_t *done)
{
    size_t most = p->most != 0 && p->most < len ? p->most : len;
    enum rig_fault fault = ++p->calls == p->fault_at || p->stopped ? p->fault : RIG_NONE;
    int want = writing ? MW_WANT_WRITE : MW_WANT_READ;
    ssize_t n;

    *done = 0;
    if (fault == RIG_WANT || (p->stutter > 1 && p->calls % p->stutter != 0))
        return want;
    if (fault == RIG_LOST || fault == RIG_END) {
        p->stopped = 1;
        return fault == RIG_LOST || writing ? MW_E_CONN_LOST : MW_EOF;
    }
    if (fault == RIG_SHORT)
        most = 1;
    n = writing ? send(p->fd, buf, most, MSG_NOSIGNAL) : recv(p->fd, buf, most, 0);
    if (n < 0)
        return errno == EAGAIN || errno == EWOULDBLOCK ? want : MW_E_CONN_LOST;
    *done = (size_t)n;
    return n == 0 ? MW_EOF : MW_OK;
}

static inline int rig_pipe_recv(void *ctx, void *buf, size_t cap, size_t *got)
{
    return rig_pipe_io(ctx, 0, buf, cap, got);
}

static inline int rig_pipe_send(void *ctx, const void *buf, size_t len, size_t *put)
{
    return rig_pipe_io(ctx, 1, (void *)(size_t)buf, len, put);
}

static inline void rig_pipe_close(void *ctx)
{
    struct rig_pipe *p = ctx;

    p->closed++;
    shutdown(p->fd, SHUT_WR);
}

static inline void rig_pipe_init(struct rig_pipe *p, int fd)
{
    const mw_transport init = MW_TRANSPORT_INIT;

    memset(p, 0, sizeof *p);
    p->t = init;
    p->t.ctx = p;
    p->t.recv = rig_pipe_recv;
    p->t.send = rig_pipe_send;
    p->t.close = rig_pipe_close;
    p->fd = fd;
}

#endif

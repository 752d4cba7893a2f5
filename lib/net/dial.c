/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "net/dial.h"
#include <mailwire/transport.h>

#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <unistd.h>

int mw_errno_code(int error, int connecting)
{
    switch (error) {
    case ECONNREFUSED:
        return MW_E_CONN_REFUSED;
    case ETIMEDOUT:
        return connecting ? MW_E_CONN_TIMEOUT : MW_E_CONN_LOST;
    case ENETUNREACH:
    case EHOSTUNREACH:
    case ENETDOWN:
    case EADDRNOTAVAIL: /* the own side has no address of that family */
    case EAFNOSUPPORT:
    case EACCES: /* what a local firewall says */
    case EPERM:
        return MW_E_UNREACHABLE;
    case EMFILE:
    case ENFILE:
    case ENOMEM:
    case ENOBUFS:
        return MW_E_SYSTEM;
    default:
        return MW_E_CONN_LOST;
    }
}

/* Of several failures the one that says most: somebody's answer before silence before none. */
static int weight(int code)
{
    switch (code) {
    case MW_E_CONN_REFUSED:
        return 5;
    case MW_E_CONN_LOST:
        return 4;
    case MW_E_CONN_TIMEOUT:
        return 3;
    case MW_E_SYSTEM:
        return 2;
    default:
        return 1;
    }
}

static void note_failure(mw_dial *d, int error)
{
    int code = mw_errno_code(error, 1);

    if (d->code != 0 && weight(code) <= weight(d->code))
        return;
    d->code = code;
    d->error = error;
}

static int open_socket(int family)
{
#if defined(SOCK_NONBLOCK) && defined(SOCK_CLOEXEC)
    return socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
#else
    int fd = socket(family, SOCK_STREAM, 0);
    int flags;

    if (fd < 0)
        return fd;
    flags = fcntl(fd, F_GETFL);
    if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0 ||
        fcntl(fd, F_SETFD, FD_CLOEXEC) < 0) {
        int error = errno;

        close(fd);
        errno = error;
        return -1;
    }
    return fd;
#endif
}

static void set_options(int fd)
{
    int on = 1;

    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
#if !defined(MSG_NOSIGNAL) && defined(SO_NOSIGPIPE)
    setsockopt(fd, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
}

/* Starts with the next address. 0: it is on its way, or has answered already; else errno. */
static int start_next(mw_dial *d, mw_gather *g)
{
    size_t i = d->next++;
    const struct sockaddr *sa = &d->addrs.at[i].any;
    int fd = open_socket(sa->sa_family);
    int error = 0;

    if (fd < 0)
        return errno;
    set_options(fd);
    /* EINTR: the connection goes on by itself (POSIX). */
    if (connect(fd, sa, mw_addr_len(sa)) != 0 && errno != EINPROGRESS && errno != EINTR)
        error = errno;
    else if (mw_gather_set(g, fd, MW_POLL_WRITE) != MW_OK)
        error = ENFILE;
    if (error != 0)
        close(fd);
    else
        d->fds[i] = fd;
    return error;
}

static void drop(mw_dial *d, mw_gather *g, size_t i)
{
    mw_gather_set(g, d->fds[i], 0);
    close(d->fds[i]);
    d->fds[i] = -1;
}

/* Looks at those on their way. 1: one has answered; else 0 and *failed how many have not. */
static int check_tries(mw_dial *d, mw_gather *g, int *fd, size_t *failed)
{
    size_t i;

    *failed = 0;
    for (i = 0; i < d->next; i++) {
        int error = 0;
        socklen_t len = sizeof error;

        if (d->fds[i] < 0 || mw_gather_ready(g, d->fds[i]) == 0)
            continue;
        if (getsockopt(d->fds[i], SOL_SOCKET, SO_ERROR, &error, &len) != 0)
            error = errno;
        if (error == 0) {
            *fd = d->fds[i];
            mw_gather_set(g, *fd, 0);
            d->fds[i] = -1;
            return 1;
        }
        note_failure(d, error);
        drop(d, g, i);
        ++*failed;
    }
    return 0;
}

static int any_on_its_way(const mw_dial *d)
{
    size_t i;

    for (i = 0; i < d->next; i++)
        if (d->fds[i] >= 0)
            return 1;
    return 0;
}

int mw_dial_step(mw_dial *d, mw_gather *g, int *fd)
{
    uint64_t now = mw_clock_ms();
    size_t failed;

    if (check_tries(d, g, fd, &failed)) {
        mw_dial_stop(d, g);
        return MW_OK;
    }
    while (d->next < d->addrs.count && (failed > 0 || now >= d->next_ms)) {
        int error = start_next(d, g);

        failed = error != 0;
        d->next_ms = now + MW_DIAL_NEXT_MS;
        if (error != 0)
            note_failure(d, error);
    }
    if (!any_on_its_way(d)) {
        mw_gather_alarm(g, 0);
        return d->code != 0 ? d->code : MW_E_UNREACHABLE;
    }
    mw_gather_alarm(g, d->next < d->addrs.count ? d->next_ms : 0);
    return mw_gather_want(g);
}

void mw_dial_init(mw_dial *d)
{
    size_t i;

    d->addrs.count = 0;
    d->next = 0;
    d->next_ms = 0;
    d->code = 0;
    d->error = 0;
    for (i = 0; i < MW_ADDRS_MAX; i++)
        d->fds[i] = -1;
}

void mw_dial_stop(mw_dial *d, mw_gather *g)
{
    size_t i;

    for (i = 0; i < MW_ADDRS_MAX; i++)
        if (d->fds[i] >= 0)
            drop(d, g, i);
    mw_gather_alarm(g, 0);
}

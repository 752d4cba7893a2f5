/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "net/gather.h"
#include <mailwire/transport.h>

#include <errno.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>

uint64_t mw_clock_ms(void)
{
    struct timespec ts;

    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (uint64_t)ts.tv_sec * 1000 + (uint64_t)ts.tv_nsec / 1000000;
}

static short poll_events(uint32_t want)
{
    return (short)((want & MW_POLL_READ ? POLLIN : 0) | (want & MW_POLL_WRITE ? POLLOUT : 0));
}

/* poll() until something is there or the time is over, whatever signals come. */
static void poll_through(struct pollfd *fds, size_t count, uint32_t timeout_ms)
{
    uint64_t end = mw_clock_ms() + timeout_ms;
    uint64_t left = timeout_ms;

    for (;;) {
        int step = timeout_ms == UINT32_MAX ? -1 : left > 1000000 ? 1000000 : (int)left;
        int rc = poll(fds, (nfds_t)count, step);
        uint64_t now = mw_clock_ms();

        if (rc > 0 || (rc < 0 && errno != EINTR))
            return;
        if (timeout_ms != UINT32_MAX && now >= end)
            return;
        left = end - now;
    }
}

void mw_poll_one(int fd, uint32_t want, uint32_t timeout_ms)
{
    struct pollfd p = { fd, poll_events(want), 0 };

    poll_through(&p, 1, timeout_ms);
}

uint32_t mw_gather_ready(const mw_gather *g, int fd)
{
    struct pollfd p = { fd, 0, 0 };
    uint32_t ready = 0;
    size_t i = 0;

    while (i < g->count && g->at[i].fd != fd)
        i++;
    if (i == g->count)
        return 0;
    p.events = poll_events(g->at[i].want);
    if (poll(&p, 1, 0) <= 0)
        return 0;
    if (p.revents & POLLIN)
        ready |= MW_POLL_READ;
    if (p.revents & POLLOUT)
        ready |= MW_POLL_WRITE;
    if (p.revents & (POLLERR | POLLHUP | POLLNVAL))
        ready |= MW_POLL_READ | MW_POLL_WRITE;
    return ready;
}

void mw_gather_wait(const mw_gather *g, uint32_t timeout_ms)
{
    struct pollfd fds[MW_GATHER_MAX];
    size_t i;

    for (i = 0; i < g->count; i++) {
        fds[i].fd = g->at[i].fd;
        fds[i].events = poll_events(g->at[i].want);
        fds[i].revents = 0;
    }
    if (g->alarm_ms != 0) {
        uint64_t now = mw_clock_ms();
        uint64_t left = g->alarm_ms > now ? g->alarm_ms - now : 0;

        if (left < timeout_ms)
            timeout_ms = (uint32_t)left;
    }
    poll_through(fds, g->count, timeout_ms);
}

#ifdef __linux__

#include <string.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>

static void watch(const mw_gather *g, int op, int fd, uint32_t want)
{
    struct epoll_event e;

    memset(&e, 0, sizeof e);
    e.events = (want & MW_POLL_READ ? (uint32_t)EPOLLIN : 0u) |
               (want & MW_POLL_WRITE ? (uint32_t)EPOLLOUT : 0u);
    e.data.fd = fd;
    epoll_ctl(g->epoll_fd, op, fd, &e);
}

static void watch_change(const mw_gather *g, int fd, uint32_t old, uint32_t want)
{
    if (g->epoll_fd >= 0)
        watch(g, old == 0 ? EPOLL_CTL_ADD : want == 0 ? EPOLL_CTL_DEL : EPOLL_CTL_MOD, fd, want);
}

static void set_timer(const mw_gather *g)
{
    struct itimerspec when;

    if (g->timer_fd < 0)
        return;
    memset(&when, 0, sizeof when);
    when.it_value.tv_sec = (time_t)(g->alarm_ms / 1000);
    when.it_value.tv_nsec = (long)(g->alarm_ms % 1000) * 1000000;
    timerfd_settime(g->timer_fd, TFD_TIMER_ABSTIME, &when, NULL);
}

static void make_set(mw_gather *g)
{
    size_t i;

    g->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    if (g->epoll_fd < 0)
        return;
    for (i = 0; i < g->count; i++)
        watch(g, EPOLL_CTL_ADD, g->at[i].fd, g->at[i].want);
    g->timer_fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    if (g->timer_fd >= 0)
        watch(g, EPOLL_CTL_ADD, g->timer_fd, MW_POLL_READ);
    set_timer(g);
}

int mw_gather_handle(mw_gather *g)
{
    if (g->epoll_fd < 0)
        make_set(g);
    return g->epoll_fd;
}

int mw_gather_want(const mw_gather *g)
{
    (void)g;
    return MW_WANT_READ;
}

#else

static void watch_change(const mw_gather *g, int fd, uint32_t old, uint32_t want)
{
    (void)g;
    (void)fd;
    (void)old;
    (void)want;
}

static void set_timer(const mw_gather *g)
{
    (void)g;
}

int mw_gather_handle(mw_gather *g)
{
    return g->count > 0 ? g->at[g->count - 1].fd : -1;
}

int mw_gather_want(const mw_gather *g)
{
    return g->count > 0 && (g->at[g->count - 1].want & MW_POLL_WRITE) ? MW_WANT_WRITE
                                                                       : MW_WANT_READ;
}

#endif

void mw_gather_init(mw_gather *g)
{
    g->count = 0;
    g->alarm_ms = 0;
    g->epoll_fd = -1;
    g->timer_fd = -1;
}

void mw_gather_clear(mw_gather *g)
{
    if (g->timer_fd >= 0)
        close(g->timer_fd);
    if (g->epoll_fd >= 0)
        close(g->epoll_fd);
    mw_gather_init(g);
}

int mw_gather_set(mw_gather *g, int fd, uint32_t want)
{
    size_t i = 0;
    uint32_t old;

    while (i < g->count && g->at[i].fd != fd)
        i++;
    if (i == MW_GATHER_MAX)
        return MW_E_SYSTEM;
    old = i < g->count ? g->at[i].want : 0;
    if (old == want)
        return MW_OK;
    watch_change(g, fd, old, want);
    if (want == 0) {
        g->at[i] = g->at[--g->count];
        return MW_OK;
    }
    g->at[i].fd = fd;
    g->at[i].want = want;
    if (i == g->count)
        g->count++;
    return MW_OK;
}

void mw_gather_alarm(mw_gather *g, uint64_t alarm_ms)
{
    if (g->alarm_ms == alarm_ms)
        return;
    g->alarm_ms = alarm_ms;
    set_timer(g);
}

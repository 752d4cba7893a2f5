/* SPDX-License-Identifier: MIT */
/* Any number of sessions in one thread, by edge-triggered epoll: asks many POP3 servers at the same
   time how many messages they hold.

     MAIL_PASSWORD=... loop_epoll pop.example.org 995 tls ann pop.example.net 110 starttls bob */

#include "options.h"

#include <sys/epoll.h>
#include <unistd.h>

#define SESSIONS_MAX 64

struct account {
    mw_session *s;
    const char *who;
    int fd;   /* that epoll knows; -1: none */
    int over; /* nothing will come any more */
};

static void on_event(struct account *a, const mw_event *ev)
{
    switch (ev->type) {
    case MW_EV_READY:
        mw_pop3_stat(a->s);
        mw_quit(a->s); /* behind it, in the same flight if the server can */
        break;
    case MW_EV_ITEM:
        printf("%s: %lu messages, %lu bytes\n", a->who, (unsigned long)ev->num,
               (unsigned long)ev->uid);
        break;
    case MW_EV_FAILED:
        fprintf(stderr, "%s: %s\n", a->who, mw_last_error(a->s)->advice);
        break;
    }
}

/* The whole adapter: events until there are none, then epoll is told what to wait for. The
   descriptor may change while the session connects. */
static void pump(struct account *a, int ep)
{
    struct epoll_event e = { 0 };
    const mw_event *ev;
    int fd;

    while ((ev = mw_next(a->s)) != NULL) {
        on_event(a, ev);
        if (ev->flags & MW_EVF_LAST) {
            a->over = 1;
            return;
        }
    }
    fd = (int)mw_handle(a->s);
    e.data.ptr = a;
    e.events = EPOLLET | (mw_want(a->s) & MW_POLL_READ ? (uint32_t)EPOLLIN : 0) |
               (mw_want(a->s) & MW_POLL_WRITE ? (uint32_t)EPOLLOUT : 0);
    if (fd >= 0 && epoll_ctl(ep, EPOLL_CTL_MOD, fd, &e) != 0)
        epoll_ctl(ep, EPOLL_CTL_ADD, fd, &e);
    a->fd = fd;
}

/* The least of all timeouts, which epoll_wait may wait. */
static int patience(const struct account *a, int count)
{
    uint32_t ms, least = 60000;

    for (; count--; a++) {
        ms = a->over ? UINT32_MAX : mw_timeout(a->s);
        least = ms < least ? ms : least;
    }
    return (int)least;
}

static int is_over(const struct account *a, int count)
{
    while (count && a->over)
        a++, count--;
    return count == 0;
}

static void run(struct account *a, int count, int ep)
{
    struct epoll_event e[SESSIONS_MAX];
    int i, n;

    for (i = 0; i < count; i++)
        pump(a + i, ep);
    while (!is_over(a, count)) {
        n = epoll_wait(ep, e, SESSIONS_MAX, patience(a, count));
        for (i = 0; i < n; i++)
            if (!((struct account *)e[i].data.ptr)->over)
                pump(e[i].data.ptr, ep);
        for (i = 0; i < count; i++) /* whose time has come */
            if (!a[i].over && mw_timeout(a[i].s) == 0)
                pump(a + i, ep);
    }
}

int main(int argc, char **argv)
{
    struct account all[SESSIONS_MAX];
    mw_config cfg;
    int count = 0, i, ep = epoll_create1(0);

    for (argv++; argc > OPTIONS_COUNT && count < SESSIONS_MAX; argc -= OPTIONS_COUNT) {
        struct account *a = all + count;

        if (!options(&cfg, argv) || mw_net_pop3(&a->s, &cfg) != MW_OK)
            break;
        a->who = argv[3];
        a->fd = -1;
        a->over = 0;
        mw_open(a->s);
        argv += OPTIONS_COUNT;
        count++;
    }
    if (count == 0) {
        fprintf(stderr, "usage: loop_epoll {" OPTIONS "}...\n");
        return 2;
    }
    run(all, count, ep);
    for (i = 0; i < count; i++)
        mw_free(all[i].s);
    options_free(&cfg);
    close(ep);
    return 0;
}

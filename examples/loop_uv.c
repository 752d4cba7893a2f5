/* SPDX-License-Identifier: MIT */
/* A session in libuv's loop: asks a POP3 server how many messages it holds.

     MAIL_PASSWORD=... loop_uv pop.example.org 995 tls ann */

#define _POSIX_C_SOURCE 200809L
#include "options.h"

#include <uv.h>

/* --- the adapter --- */

struct mail {
    mw_session *s;
    void (*on_event)(struct mail *m, const mw_event *ev);
    uv_loop_t *loop;
    uv_poll_t *io; /* for the descriptor below, which may change while the session connects */
    intptr_t fd;
    uv_timer_t timer;
};

static void mail_pump(struct mail *m);

static void on_ready(uv_poll_t *io, int status, int events)
{
    (void)status;
    (void)events;
    mail_pump(io->data);
}

static void on_time(uv_timer_t *timer)
{
    mail_pump(timer->data);
}

static void free_handle(uv_handle_t *io)
{
    free(io);
}

/* Watches another descriptor; -1: none. */
static void watch(struct mail *m, intptr_t fd)
{
    if (m->io)
        uv_close((uv_handle_t *)m->io, free_handle);
    m->io = fd < 0 ? NULL : malloc(sizeof *m->io);
    if (m->io) {
        uv_poll_init(m->loop, m->io, (int)fd);
        m->io->data = m;
    }
    m->fd = fd;
}

/* Events until there are none; then libuv waits. MW_POLL_ bits are libuv's. */
static void mail_pump(struct mail *m)
{
    const mw_event *ev;

    while ((ev = mw_next(m->s)) != NULL) {
        m->on_event(m, ev);
        if (ev->flags & MW_EVF_LAST) {
            watch(m, -1);
            uv_close((uv_handle_t *)&m->timer, NULL);
            return;
        }
    }
    if (mw_handle(m->s) != m->fd)
        watch(m, mw_handle(m->s));
    if (m->io)
        uv_poll_start(m->io, (int)mw_want(m->s), on_ready);
    uv_timer_start(&m->timer, on_time, mw_timeout(m->s), 0);
}

static void mail_start(struct mail *m, uv_loop_t *loop)
{
    m->loop = loop;
    m->io = NULL;
    m->fd = -1;
    uv_timer_init(loop, &m->timer);
    m->timer.data = m;
    mw_open(m->s);
    mail_pump(m);
}

/* --- the program --- */

static void on_event(struct mail *m, const mw_event *ev)
{
    switch (ev->type) {
    case MW_EV_READY:
        mw_pop3_stat(m->s);
        mw_quit(m->s);
        break;
    case MW_EV_ITEM:
        printf("%lu messages, %lu bytes\n", (unsigned long)ev->num, (unsigned long)ev->uid);
        break;
    case MW_EV_FAILED:
        complain(m->s);
        break;
    }
}

int main(int argc, char **argv)
{
    struct mail m;
    mw_config cfg;

    if (argc < OPTIONS_COUNT + 1 || !options(&cfg, argv + 1)) {
        fprintf(stderr, "usage: loop_uv " OPTIONS "\n");
        return 2;
    }
    if (mw_net_pop3(&m.s, &cfg) != MW_OK)
        return 2;
    m.on_event = on_event;
    mail_start(&m, uv_default_loop());
    uv_run(uv_default_loop(), UV_RUN_DEFAULT);
    mw_free(m.s);
    options_free(&cfg);
    return uv_loop_close(uv_default_loop());
}

/* SPDX-License-Identifier: MIT */
/* The same conversation, driven in every way there is: blocking, poll, epoll, libuv, a bare
   superloop, and byte ports with a socket of one's own; once with each command waited for, once
   with all of them queued. The server records what it is sent: not one byte may differ, nor an
   event. */

#define _GNU_SOURCE

#include "server/server.h"

#include <mailwire/mailwire.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include <uv.h>

#include <cmocka.h>

#define PATIENCE_MS 20000
#define BIG_BODY_BYTES 300000u

/* --- one run ------------------------------------------------------------------------------ */

struct run {
    mw_session *s;
    const struct talk *talk;
    int queued;      /* commands do not wait for each other */
    int step;        /* what is submitted next */
    int waits_for;   /* the id of the last command */
    int data_id;     /* whose body is to be written; 0: none */
    size_t written;  /* of it */
    int over;        /* the last event has come */
    char log[4096];  /* events that end something, entries of listings */
    size_t log_len;
    uint32_t sum;    /* of all DATA bytes */
    size_t sum_bytes;
};

struct talk {
    enum srv_protocol protocol;
    size_t body_bytes;
    int (*make)(mw_session **s, const mw_config *cfg);
    int (*ports)(mw_session **s, const mw_config *cfg); /* the same without a transport */
    int (*next)(struct run *r, int step); /* an id; 0: that was all */
};

static char body[BIG_BODY_BYTES];

static int smtp_step(struct run *r, int step)
{
    mw_session *s = r->s;

    switch (step) {
    case 0:
    case 5:
        return mw_smtp_mail(s, "bob@example.test", NULL);
    case 1:
    case 6:
        return mw_smtp_rcpt(s, "ann@example.test", NULL);
    case 2:
        return mw_smtp_rcpt(s, "nobody@example.test", NULL);
    case 3:
    case 7:
        return r->data_id = mw_smtp_data(s);
    case 4:
        return mw_noop(s);
    case 8:
        return mw_quit(s);
    default:
        return 0;
    }
}

static int pop3_step(struct run *r, int step)
{
    mw_session *s = r->s;

    switch (step) {
    case 0:
        return mw_pop3_stat(s);
    case 1:
        return mw_pop3_uidl(s, 0);
    case 2:
        return mw_pop3_retr(s, 1);
    case 3:
        return mw_pop3_retr(s, 99);
    case 4:
        return mw_pop3_retr(s, 2);
    case 5:
        return mw_noop(s);
    case 6:
        return mw_quit(s);
    default:
        return 0;
    }
}

static int imap_step(struct run *r, int step)
{
    mw_fetch what = MW_FETCH_INIT;

    what.items = MW_IMAP_FLAGS | MW_IMAP_SIZE | MW_IMAP_BODY;
    switch (step) {
    case 0:
        return mw_imap_examine(r->s, "INBOX", NULL);
    case 1:
        return mw_imap_fetch(r->s, &what);
    case 2:
        return mw_noop(r->s);
    case 3:
        return mw_quit(r->s);
    default:
        return 0;
    }
}

static const struct talk smtp = { SRV_SMTP, 1000, mw_net_smtp, mw_smtp_new, smtp_step };
static const struct talk smtp_big = { SRV_SMTP, BIG_BODY_BYTES, mw_net_smtp, mw_smtp_new,
                                      smtp_step };
static const struct talk pop3 = { SRV_POP3, 0, mw_net_pop3, mw_pop3_new, pop3_step };
static const struct talk imap = { SRV_IMAP, 0, mw_net_imap, mw_imap_new, imap_step };

static void note(struct run *r, const mw_event *ev)
{
    size_t i;

    if (ev->type == MW_EV_DATA) {
        for (i = 0; i < ev->len; i++)
            r->sum = r->sum * 31 + (unsigned char)ev->data[i];
        r->sum_bytes += ev->len;
        return;
    }
    if (ev->type == MW_EV_WRITE || ev->type == MW_EV_SECURE || ev->type == MW_EV_CAP)
        return;
    r->log_len += (size_t)snprintf(r->log + r->log_len, sizeof r->log - r->log_len,
                                   "%d id %d code %d num %lu uid %lu %.*s\n", ev->type, (int)ev->id,
                                   (int)ev->code, (unsigned long)ev->num, (unsigned long)ev->uid,
                                   (int)ev->len, ev->data);
    assert_true(r->log_len < sizeof r->log);
    r->over = (ev->flags & MW_EVF_LAST) != 0;
}

/* --- as events come ----------------------------------------------------------------------- */

/* Submits the next command. 1: another one may be submitted at once; not in front of a body, which
   must be written first. */
static int submit_one(struct run *r)
{
    int id = r->talk->next(r, r->step);

    if (id == 0)
        return 0;
    assert_true(id > 0);
    r->step++;
    r->waits_for = id;
    return r->queued && !r->data_id;
}

static void submit(struct run *r)
{
    while (submit_one(r))
        ;
}

static void write_some(struct run *r)
{
    size_t n;

    n = r->talk->body_bytes - r->written;
    assert_int_equal(mw_write(r->s, body + r->written, n, &n), MW_OK);
    r->written += n;
    if (r->written < r->talk->body_bytes)
        return;
    assert_int_equal(mw_write_end(r->s), r->data_id);
    r->data_id = 0;
    r->written = 0;
    if (r->queued)
        submit(r);
}

static void on_event(struct run *r, const mw_event *ev)
{
    int ends = ev->type == MW_EV_READY || ev->type == MW_EV_DONE || ev->type == MW_EV_REFUSED;

    note(r, ev);
    if (ev->type == MW_EV_WRITE)
        write_some(r);
    else if (ev->type == MW_EV_READY || (ends && !r->queued && ev->id == r->waits_for))
        submit(r);
}

/* Everything that can be done without waiting. 1: it is over. */
static int pump(struct run *r)
{
    const mw_event *ev;

    while (!r->over && (ev = mw_next(r->s)) != NULL)
        on_event(r, ev);
    return r->over;
}

static void start(struct run *r)
{
    assert_int_equal(mw_open(r->s), 1);
    mw_deadline(r->s, PATIENCE_MS);
}

static uint32_t at_most(uint32_t ms)
{
    return ms < PATIENCE_MS ? ms : PATIENCE_MS;
}

/* --- the drivers -------------------------------------------------------------------------- */

static void each(struct run *r, int id)
{
    const mw_event *ev;

    while ((ev = mw_each(r->s, id)) != NULL)
        note(r, ev);
    if (mw_last_event(r->s)->id == id && mw_last_event(r->s)->type != MW_EV_WRITE)
        note(r, mw_last_event(r->s));
}

static void drive_blocking(struct run *r)
{
    const mw_event *ev;
    int step;

    start(r);
    each(r, 1);
    for (;;) {
        step = r->step;
        submit(r);
        if (r->step == step)
            break;
        each(r, r->waits_for);
        if (r->data_id) {
            assert_int_equal(mw_write_all(r->s, body, r->talk->body_bytes), MW_OK);
            assert_int_equal(mw_write_end(r->s), r->data_id);
            r->data_id = 0;
            if (!r->queued)
                each(r, r->waits_for);
        }
    }
    while (!r->over && (ev = mw_next(r->s)) != NULL)
        note(r, ev);
}

static void drive_poll(struct run *r)
{
    struct pollfd p;

    start(r);
    while (!pump(r)) {
        p.fd = (int)mw_handle(r->s);
        p.events = (short)((mw_want(r->s) & MW_POLL_READ ? POLLIN : 0) |
                           (mw_want(r->s) & MW_POLL_WRITE ? POLLOUT : 0));
        poll(&p, 1, (int)at_most(mw_timeout(r->s)));
    }
}

static void drive_epoll(struct run *r)
{
    int ep = epoll_create1(0), fd;
    struct epoll_event e;

    start(r);
    while (!pump(r)) {
        memset(&e, 0, sizeof e);
        fd = (int)mw_handle(r->s);
        e.events = EPOLLET | (mw_want(r->s) & MW_POLL_READ ? (uint32_t)EPOLLIN : 0) |
                   (mw_want(r->s) & MW_POLL_WRITE ? (uint32_t)EPOLLOUT : 0);
        if (fd >= 0 && epoll_ctl(ep, EPOLL_CTL_MOD, fd, &e) != 0)
            assert_int_equal(epoll_ctl(ep, EPOLL_CTL_ADD, fd, &e), 0);
        epoll_wait(ep, &e, 1, (int)at_most(mw_timeout(r->s)));
    }
    close(ep);
}

/* No wait at all: whatever it is that the rest of the program does between two calls. */
static void drive_superloop(struct run *r)
{
    const mw_event *ev;

    start(r);
    while (!r->over)
        if ((ev = mw_next(r->s)) != NULL)
            on_event(r, ev);
}

struct uv {
    struct run *r;
    uv_loop_t loop;
    uv_poll_t *io;
    uv_timer_t timer;
    intptr_t fd;
};

static void uv_pump(struct uv *u);

static void uv_ready(uv_poll_t *io, int status, int events)
{
    (void)status;
    (void)events;
    uv_pump(io->data);
}

static void uv_late(uv_timer_t *timer)
{
    uv_pump(timer->data);
}

static void uv_gone(uv_handle_t *io)
{
    free(io);
}

static void uv_watch(struct uv *u, intptr_t fd)
{
    if (fd == u->fd)
        return;
    if (u->io)
        uv_close((uv_handle_t *)u->io, uv_gone);
    u->io = NULL;
    u->fd = fd;
    if (fd >= 0) {
        u->io = malloc(sizeof *u->io);
        assert_non_null(u->io);
        assert_int_equal(uv_poll_init(&u->loop, u->io, (int)fd), 0);
        u->io->data = u;
    }
}

static void uv_pump(struct uv *u)
{
    if (pump(u->r)) {
        uv_watch(u, -1);
        uv_close((uv_handle_t *)&u->timer, NULL);
        return;
    }
    uv_watch(u, mw_handle(u->r->s));
    if (u->io)
        uv_poll_start(u->io, (int)mw_want(u->r->s), uv_ready);
    uv_timer_start(&u->timer, uv_late, at_most(mw_timeout(u->r->s)), 0);
}

static void drive_uv(struct run *r)
{
    struct uv u = { 0 };

    u.r = r;
    u.fd = -1;
    assert_int_equal(uv_loop_init(&u.loop), 0);
    uv_timer_init(&u.loop, &u.timer);
    u.timer.data = &u;
    start(r);
    uv_pump(&u);
    uv_run(&u.loop, UV_RUN_DEFAULT);
    assert_int_equal(uv_loop_close(&u.loop), 0);
}

static int dial(int port)
{
    struct sockaddr_in a = { 0 };
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    a.sin_family = AF_INET;
    a.sin_port = htons((uint16_t)port);
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    assert_int_equal(connect(fd, (struct sockaddr *)&a, sizeof a), 0);
    return fd;
}

/* The session sees no socket; plain only, as this has no TLS of its own. */
static void drive_ports(struct run *r, int port)
{
    struct pollfd p;
    const void *out;
    size_t n;
    void *in;
    ssize_t got;

    p.fd = dial(port);
    assert_int_equal(mw_open(r->s), 1);
    while (!pump(r)) {
        while (mw_out(r->s, &out, &n) == MW_OK) {
            got = send(p.fd, out, n, MSG_NOSIGNAL);
            assert_true(got > 0);
            mw_out_done(r->s, (size_t)got);
        }
        p.events = POLLIN;
        if (pump(r))
            break;
        if (mw_out(r->s, &out, &n) == MW_OK || mw_in(r->s, &in, &n) != MW_OK)
            continue;
        assert_int_equal(poll(&p, 1, PATIENCE_MS), 1);
        got = recv(p.fd, in, n, 0);
        assert_true(got >= 0);
        mw_in_done(r->s, (size_t)got);
    }
    close(p.fd);
}

/* --- comparing ---------------------------------------------------------------------------- */

struct record {
    struct srv_wire wire;
    struct run run;
};

struct driver {
    const char *name;
    void (*drive)(struct run *r);
};

static const struct driver drivers[] = {
    { "blocking", drive_blocking }, { "poll", drive_poll },           { "epoll", drive_epoll },
    { "libuv", drive_uv },          { "superloop", drive_superloop }, { "byte ports", NULL },
};

static void configure(mw_config *cfg, const struct srv *srv, const struct talk *talk,
                      enum srv_mode mode, mw_tls_context *tls)
{
    const mw_config begin = MW_CONFIG_INIT;

    *cfg = begin;
    cfg->host = "localhost";
    cfg->address = "127.0.0.1";
    cfg->user = "ann";
    cfg->secret = "ann-password";
    cfg->port = (uint32_t)srv_port(srv, talk->protocol, mode);
    cfg->security = mode == SRV_PLAIN ? MW_PLAIN : mode == SRV_TLS ? MW_TLS : MW_STARTTLS;
    cfg->flags = mode == SRV_PLAIN ? MW_FLAG_SECRET_IN_CLEAR : 0;
    cfg->tls = tls;
    cfg->in_bytes = cfg->out_bytes = 32768;
}

static void play(struct record *rec, struct srv *srv, const struct talk *talk, enum srv_mode mode,
                 int queued, const struct driver *d, mw_tls_context *tls)
{
    mw_config cfg;

    memset(rec, 0, sizeof *rec);
    rec->run.talk = talk;
    rec->run.queued = queued;
    configure(&cfg, srv, talk, mode, tls);
    if (d->drive) {
        assert_int_equal(talk->make(&rec->run.s, &cfg), MW_OK);
        d->drive(&rec->run);
    } else {
        cfg.tls = NULL;
        assert_int_equal(talk->ports(&rec->run.s, &cfg), MW_OK);
        drive_ports(&rec->run, (int)cfg.port);
    }
    if (mw_last_event(rec->run.s)->type != MW_EV_CLOSED)
        fail_msg("%s: %s\n%s", d->name, mw_strerror(mw_last_error(rec->run.s)->code), rec->run.log);
    mw_free(rec->run.s);
    assert_int_equal(srv_wait_idle(srv, PATIENCE_MS), 1);
    assert_int_equal(srv_wire(srv, srv_wire_count(srv) - 1, &rec->wire), 0);
    assert_false(rec->wire.cut);
}

static void compare(const struct record *a, const struct record *b, const char *name)
{
    size_t i = 0;

    /* both end in a NUL that does not count */
    while (i < a->wire.len && a->wire.data[i] == b->wire.data[i])
        i++;
    if (i < a->wire.len || a->wire.len != b->wire.len || a->wire.tls_at != b->wire.tls_at)
        fail_msg("%s sends something else, first at byte %zu of %zu and %zu:\n%.200s", name, i,
                 a->wire.len, b->wire.len, b->wire.data + i);
    assert_true(a->wire.len > 0);
    if (strcmp(a->run.log, b->run.log) != 0)
        fail_msg("%s has other events:\n%s\nthan:\n%s", name, b->run.log, a->run.log);
    assert_int_equal(a->run.sum, b->run.sum);
    assert_int_equal(a->run.sum_bytes, b->run.sum_bytes);
}

static void all_drivers(struct srv *srv, const struct talk *talk, enum srv_mode mode, int queued,
                        mw_tls_context *tls)
{
    struct record first, other;
    size_t i;

    play(&first, srv, talk, mode, queued, &drivers[0], tls);
    for (i = 1; i < sizeof drivers / sizeof *drivers; i++) {
        if (!drivers[i].drive && mode != SRV_PLAIN)
            continue;
        play(&other, srv, talk, mode, queued, &drivers[i], tls);
        compare(&first, &other, drivers[i].name);
        srv_wire_free(&other.wire);
    }
    srv_wire_free(&first.wire);
}

static void both_ways(const struct talk *talk, enum srv_mode mode, unsigned smtp_off)
{
    mw_tls tls = MW_TLS_INIT;
    mw_tls_context *context;
    struct srv_opts opts = { 0 };
    struct srv *srv;

    opts.smtp_off = smtp_off;
    srv = srv_start(&opts);
    assert_non_null(srv);
    tls.ca_pem = srv_ca_pem(srv);
    tls.ca_len = strlen(tls.ca_pem);
    assert_int_equal(mw_tls_context_new(&context, &tls), MW_OK);
    store_put(srv_store(srv), "ann", body, 5000);
    store_put(srv_store(srv), "ann", body + 5000, 200000);
    all_drivers(srv, talk, mode, 0, context);
    all_drivers(srv, talk, mode, 1, context);
    mw_tls_context_free(context);
    srv_stop(srv);
}

#define TALK(talk, mode, name, off)        \
    static void name(void **state)         \
    {                                      \
        (void)state;                       \
        both_ways(&talk, mode, off);       \
    }

TALK(smtp, SRV_PLAIN, smtp_plain, 0)
TALK(smtp, SRV_STARTTLS, smtp_starttls, 0)
TALK(smtp, SRV_TLS, smtp_tls, 0)
TALK(smtp, SRV_TLS, smtp_no_pipelining, SRV_PIPELINING | SRV_CHUNKING)
TALK(smtp_big, SRV_PLAIN, smtp_big_plain, SRV_CHUNKING)
TALK(smtp_big, SRV_TLS, smtp_big_tls, SRV_CHUNKING)
TALK(pop3, SRV_PLAIN, pop3_plain, 0)
TALK(pop3, SRV_STARTTLS, pop3_starttls, 0)
TALK(pop3, SRV_TLS, pop3_tls, 0)
TALK(imap, SRV_PLAIN, imap_plain, 0)
TALK(imap, SRV_STARTTLS, imap_starttls, 0)
TALK(imap, SRV_TLS, imap_tls, 0)

/* Lines of all lengths, dots in front of some, whole and with CRLF at the end. */
static void make_body(void)
{
    size_t i, line = 0;

    for (i = 0; i < sizeof body; i++) {
        size_t left = sizeof body - i;

        if (line == i % 97 + 2 && left > 4) {
            memcpy(body + i, "\r\n.", 3);
            i += 2;
            line = 0;
        } else {
            body[i] = (char)('a' + i % 26);
            line++;
        }
    }
    memcpy(body + 998, "\r\n", 2);
    memcpy(body + 4998, "\r\n", 2);
    memcpy(body + 204998, "\r\n", 2);
    memcpy(body + sizeof body - 2, "\r\n", 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(smtp_plain),    cmocka_unit_test(smtp_starttls),
        cmocka_unit_test(smtp_tls),      cmocka_unit_test(smtp_no_pipelining),
        cmocka_unit_test(smtp_big_plain), cmocka_unit_test(smtp_big_tls),
        cmocka_unit_test(pop3_plain),    cmocka_unit_test(pop3_starttls),
        cmocka_unit_test(pop3_tls),      cmocka_unit_test(imap_plain),
        cmocka_unit_test(imap_starttls), cmocka_unit_test(imap_tls),
    };

    make_body();
    return cmocka_run_group_tests_name("loops", tests, NULL, NULL);
}

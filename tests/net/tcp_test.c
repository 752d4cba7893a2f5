/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE
/* TCP: every way a connection can fail to be, and to end. */

#include "net/rig.h"

#include "net/dial.h"

#include <netinet/tcp.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/time.h>

static mw_transport *new_tcp(void)
{
    mw_transport *t = NULL;

    assert_int_equal(mw_tcp_new(&t), MW_OK);
    assert_int_equal(t->size, sizeof *t);
    return t;
}

static mw_error explained(mw_transport *t, int code)
{
    mw_error err;

    memset(&err, 0, sizeof err);
    err.code = code;
    t->explain(t->ctx, &err);
    return err;
}

/* A connected pair: the transport, and the peer's descriptor. */
static mw_transport *connected(int *peer)
{
    uint16_t port;
    int listener = rig_listen(5, &port);
    mw_transport *t = new_tcp();

    assert_int_equal(rig_open(t, "127.0.0.1", port, 2000), MW_OK);
    *peer = rig_accept(listener);
    close(listener);
    return t;
}

static void test_talk(void **state)
{
    char buf[16];
    size_t n;
    int peer, on = 0;
    socklen_t len = sizeof on;
    mw_transport *t = connected(&peer);

    (void)state;
    assert_int_equal(t->recv(t->ctx, buf, sizeof buf, &n), MW_WANT_READ);
    assert_int_equal(t->send(t->ctx, "hello", 5, &n), MW_OK);
    assert_int_equal(n, 5);
    assert_int_equal(read(peer, buf, sizeof buf), 5);
    assert_int_equal(write(peer, "world!", 6), 6);
    assert_int_equal(rig_recv(t, buf, 4, &n), MW_OK);
    assert_memory_equal(buf, "worl", 4);
    assert_int_equal(rig_recv(t, buf, sizeof buf, &n), MW_OK);
    assert_int_equal(n, 2);
    assert_true(fcntl((int)t->handle(t->ctx), F_GETFL) & O_NONBLOCK);
    assert_true(fcntl((int)t->handle(t->ctx), F_GETFD) & FD_CLOEXEC);
    assert_int_equal(getsockopt((int)t->handle(t->ctx), IPPROTO_TCP, TCP_NODELAY, &on, &len), 0);
    assert_true(on);
    close(peer);
    assert_int_equal(rig_recv(t, buf, sizeof buf, &n), MW_EOF);
    assert_int_equal(t->recv(t->ctx, buf, sizeof buf, &n), MW_EOF);
    mw_transport_free(t);
}

static void test_before_open(void **state)
{
    mw_transport *t = new_tcp();
    char buf[4];
    size_t n;

    (void)state;
    assert_int_equal(t->recv(t->ctx, buf, sizeof buf, &n), MW_E_USAGE);
    assert_int_equal(t->send(t->ctx, "x", 1, &n), MW_E_USAGE);
    assert_int_equal(t->handle(t->ctx), -1);
    assert_int_equal(t->open(t->ctx, "", 25), MW_E_ARG);
    assert_int_equal(t->open(t->ctx, "localhost", 25), MW_E_ARG); /* sticky until closed */
    mw_transport_free(t);
    mw_transport_free(NULL);
    assert_int_equal(mw_tcp_new(NULL), MW_E_ARG);
}

static void test_refused(void **state)
{
    uint16_t port;
    int bound = rig_listen(-1, &port);
    mw_transport *t = new_tcp();
    mw_error err;

    (void)state;
    assert_int_equal(rig_open(t, "127.0.0.1", port, 2000), MW_E_CONN_REFUSED);
    assert_int_equal(t->open(t->ctx, "127.0.0.1", port), MW_E_CONN_REFUSED);
    err = explained(t, MW_E_CONN_REFUSED);
    assert_int_equal(err.backend, ECONNREFUSED);
    t->close(t->ctx);
    err = explained(t, MW_E_CONN_REFUSED); /* still known after the close */
    assert_int_equal(err.backend, ECONNREFUSED);
    mw_transport_free(t);
    close(bound);
}

/* A listener that answers no more: its backlog is full, so the kernel drops what comes. */
struct hole {
    int listener, filler[8];
    uint16_t port;
};

static void dig(struct hole *h)
{
    size_t i;

    h->listener = rig_listen(0, &h->port);
    for (i = 0; i < 8; i++) {
        struct sockaddr_in sa;

        memset(&sa, 0, sizeof sa);
        sa.sin_family = AF_INET;
        sa.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        sa.sin_port = htons(h->port);
        h->filler[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        connect(h->filler[i], (struct sockaddr *)&sa, sizeof sa);
    }
}

static void fill_up(struct hole *h)
{
    size_t i;

    for (i = 0; i < 8; i++)
        close(h->filler[i]);
    close(h->listener);
}

static void test_silent(void **state)
{
    struct hole hole;
    mw_transport *t = new_tcp();
    uint64_t start = rig_now_ms();

    (void)state;
    dig(&hole);
    assert_true(rig_is_want(rig_open(t, "127.0.0.1", hole.port, 300)));
    assert_in_range(rig_now_ms() - start, 300, 1500);
    /* What the session's time-out means here: */
    assert_int_equal(explained(t, MW_E_TIMEOUT).code, MW_E_CONN_TIMEOUT);
    assert_int_equal(explained(t, MW_E_CONN_TIMEOUT).code, MW_E_CONN_TIMEOUT);
    t->close(t->ctx);
    assert_int_equal(explained(t, MW_E_TIMEOUT).code, MW_E_CONN_TIMEOUT);
    mw_transport_free(t);
    fill_up(&hole);
}

static void add_addr(mw_dial *d, uint16_t port)
{
    struct sockaddr_in sa;

    memset(&sa, 0, sizeof sa);
    sa.sin_family = AF_INET;
    sa.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    mw_addrs_add(&d->addrs, (struct sockaddr *)&sa, port);
}

/* As an event loop does: only the one descriptor is waited for. Where that holds no timer, the
   loop has to look in by itself. */
#ifdef __linux__
#define LOOK_IN_MS 5000
#else
#define LOOK_IN_MS 50
#endif

static int dial_by_handle(mw_dial *d, int *fd, uint32_t limit_ms)
{
    mw_gather g;
    uint64_t end = rig_now_ms() + limit_ms;
    int rc;

    mw_gather_init(&g);
    while (rig_is_want(rc = mw_dial_step(d, &g, fd)) && rig_now_ms() < end) {
        struct pollfd p = { mw_gather_handle(&g), rc == MW_WANT_READ ? POLLIN : POLLOUT, 0 };

        poll(&p, 1, limit_ms < LOOK_IN_MS ? (int)limit_ms : LOOK_IN_MS);
    }
    mw_dial_stop(d, &g);
    mw_gather_clear(&g);
    return rc;
}

static void test_all_addresses(void **state)
{
    struct hole hole;
    uint16_t good, bad;
    int listener = rig_listen(5, &good), bound = rig_listen(-1, &bad);
    size_t before;
    uint64_t start;
    mw_dial d;
    int fd = -1;

    (void)state;
    dig(&hole);
    before = rig_descriptors();

    mw_dial_init(&d); /* silence, a refusal, the good one: none of them is waited out */
    add_addr(&d, hole.port);
    add_addr(&d, bad);
    add_addr(&d, good);
    start = rig_now_ms();
    assert_int_equal(dial_by_handle(&d, &fd, 5000), MW_OK);
    assert_in_range(rig_now_ms() - start, MW_DIAL_NEXT_MS, 2000);
    close(fd);

    mw_dial_init(&d);
    add_addr(&d, bad);
    add_addr(&d, bad);
    assert_int_equal(dial_by_handle(&d, &fd, 2000), MW_E_CONN_REFUSED);
    assert_int_equal(d.error, ECONNREFUSED);

    mw_dial_init(&d); /* a refusal is not the end while another may still answer */
    add_addr(&d, hole.port);
    add_addr(&d, bad);
    assert_true(rig_is_want(dial_by_handle(&d, &fd, 400)));

    mw_dial_init(&d);
    assert_int_equal(dial_by_handle(&d, &fd, 2000), MW_E_UNREACHABLE); /* no address */
    assert_int_equal(rig_descriptors(), before);
    fill_up(&hole);
    close(listener);
    close(bound);
}

static void test_families_alternate(void **state)
{
    static const char *const orders[][2] = { { "666644", "646466" }, { "4466", "4646" },
                                             { "4", "4" },           { "466", "466" },
                                             { "64444", "64444" },   { "", "" } };
    size_t i, k;

    (void)state;
    for (i = 0; i < sizeof orders / sizeof orders[0]; i++) {
        mw_addrs list;
        size_t count = strlen(orders[i][0]);

        memset(&list, 0, sizeof list);
        for (k = 0; k < count; k++) {
            struct sockaddr_in6 sa;

            memset(&sa, 0, sizeof sa);
            sa.sin6_family = orders[i][0][k] == '6' ? AF_INET6 : AF_INET;
            mw_addrs_add(&list, (struct sockaddr *)&sa, (uint16_t)(k + 1));
        }
        mw_addrs_interleave(&list);
        assert_int_equal(list.count, count);
        for (k = 0; k < count; k++)
            assert_int_equal(list.at[k].any.sa_family,
                             orders[i][1][k] == '6' ? AF_INET6 : AF_INET);
    }
}

static void test_too_many_addresses(void **state)
{
    mw_dial d;
    size_t i;

    (void)state;
    mw_dial_init(&d);
    for (i = 0; i < 100; i++)
        add_addr(&d, 25);
    assert_int_equal(d.addrs.count, MW_ADDRS_MAX);
}

/* "localhost" is ::1 as well on most systems, where nobody listens here. */
static void test_name(void **state)
{
    uint16_t port;
    int listener = rig_listen(5, &port);
    mw_transport *t = new_tcp();

    (void)state;
    assert_int_equal(rig_open(t, "localhost", port, 5000), MW_OK);
    close(rig_accept(listener));
    mw_transport_free(t);
    close(listener);
}

static void test_ipv6(void **state)
{
    struct sockaddr_in6 sa;
    socklen_t len = sizeof sa;
    int listener = socket(AF_INET6, SOCK_STREAM, 0);
    static const char *const hosts[] = { "::1", "[::1]" };
    size_t i;

    (void)state;
    memset(&sa, 0, sizeof sa);
    sa.sin6_family = AF_INET6;
    sa.sin6_addr = in6addr_loopback;
    if (listener < 0 || bind(listener, (struct sockaddr *)&sa, sizeof sa) != 0) {
        if (listener >= 0)
            close(listener);
        skip();
    }
    assert_int_equal(listen(listener, 5), 0);
    assert_int_equal(getsockname(listener, (struct sockaddr *)&sa, &len), 0);
    for (i = 0; i < 2; i++) {
        mw_transport *t = new_tcp();

        assert_int_equal(rig_open(t, hosts[i], ntohs(sa.sin6_port), 2000), MW_OK);
        close(rig_accept(listener));
        mw_transport_free(t);
    }
    close(listener);
}

/* Looking up may take long, but with c-ares no call does. */
static void test_unknown_name(void **state)
{
    mw_transport *t = new_tcp();
    uint64_t end = rig_now_ms() + 20000;
    int rc;

    (void)state;
    for (;;) {
        uint64_t start = rig_now_ms();

        rc = t->open(t->ctx, "no-such-host.invalid", 25);
        if (mw_features() & MW_FEATURE_ASYNC_DNS)
            assert_in_range(rig_now_ms() - start, 0, 500);
        if (!rig_is_want(rc) || rig_now_ms() > end)
            break;
        assert_true(t->handle(t->ctx) >= 0);
        t->wait(t->ctx, MW_POLL_READ, 20000);
    }
    if (rig_is_want(rc)) {
        assert_int_equal(explained(t, MW_E_TIMEOUT).code, MW_E_DNS);
    } else {
        assert_int_equal(rc, MW_E_DNS);
        assert_int_equal(explained(t, rc).stage, MW_AT_DNS);
    }
    mw_transport_free(t);
}

static void test_reset(void **state)
{
    struct linger now = { 1, 0 };
    char buf[4];
    size_t n;
    int peer;
    mw_transport *t = connected(&peer);

    (void)state;
    setsockopt(peer, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(peer);
    assert_int_equal(rig_recv(t, buf, sizeof buf, &n), MW_E_CONN_LOST);
    assert_int_equal(t->recv(t->ctx, buf, sizeof buf, &n), MW_E_CONN_LOST);
    assert_int_equal(t->send(t->ctx, "x", 1, &n), MW_E_CONN_LOST);
    assert_int_equal(explained(t, MW_E_CONN_LOST).backend, ECONNRESET);
    mw_transport_free(t);
}

/* The peer has said all, but still listens. */
static void test_half_closed(void **state)
{
    char buf[16];
    size_t n;
    int peer;
    mw_transport *t = connected(&peer);

    (void)state;
    shutdown(peer, SHUT_WR);
    assert_int_equal(rig_recv(t, buf, sizeof buf, &n), MW_EOF);
    assert_int_equal(t->send(t->ctx, "QUIT", 4, &n), MW_OK);
    assert_int_equal(read(peer, buf, sizeof buf), 4);
    mw_transport_free(t);
    close(peer);
}

/* No descriptor left: our fault, not the network's. */
static void test_no_descriptor(void **state)
{
    struct rlimit old, low;
    uint16_t port;
    int listener = rig_listen(5, &port), rc;
    mw_transport *t = new_tcp();

    (void)state;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &old), 0);
    low = old;
    low.rlim_cur = 0;
    setrlimit(RLIMIT_NOFILE, &low);
    rc = rig_open(t, "127.0.0.1", port, 2000);
    setrlimit(RLIMIT_NOFILE, &old);
    assert_int_equal(rc, MW_E_SYSTEM);
    assert_int_equal(explained(t, rc).backend, EMFILE);
    assert_int_equal(explained(t, MW_E_PROTOCOL).backend, 0); /* not about us */
    mw_transport_free(t);
    close(listener);
}

/* Sending to a peer that is gone: an error, no signal, and its last words can still be read. */
static void test_send_to_the_dead(void **state)
{
    char buf[16];
    size_t n;
    int peer, rc = MW_OK, i;
    mw_transport *t = connected(&peer);

    (void)state;
    assert_int_equal(write(peer, "bye", 3), 3);
    close(peer);
    for (i = 0; i < 200 && rc == MW_OK; i++) {
        rc = t->send(t->ctx, "x", 1, &n);
        poll(NULL, 0, 5);
    }
    assert_int_equal(rc, MW_E_CONN_LOST);
    assert_int_equal(explained(t, MW_E_CONN_LOST).backend, EPIPE);
    assert_int_equal(t->recv(t->ctx, buf, sizeof buf, &n), MW_OK);
    assert_memory_equal(buf, "bye", 3);
    mw_transport_free(t);
}

static void test_full(void **state)
{
    static char block[65536];
    size_t n, total = 0;
    int peer, rc;
    mw_transport *t = connected(&peer);

    (void)state;
    while ((rc = t->send(t->ctx, block, sizeof block, &n)) == MW_OK)
        total += n;
    assert_int_equal(rc, MW_WANT_WRITE);
    assert_true(total > 0);
    close(peer);
    mw_transport_free(t);
}

/* What we sent last must arrive although we did not read everything: no reset. */
static void test_close_is_polite(void **state)
{
    static char block[20000];
    char buf[64];
    size_t n;
    int peer;
    mw_transport *t = connected(&peer);
    struct pollfd p;

    (void)state;
    assert_int_equal(write(peer, block, sizeof block), sizeof block);
    p.fd = (int)t->handle(t->ctx);
    p.events = POLLIN;
    assert_int_equal(poll(&p, 1, 2000), 1);
    assert_int_equal(t->send(t->ctx, "QUIT\r\n", 6, &n), MW_OK);
    t->close(t->ctx);
    assert_int_equal(recv(peer, buf, sizeof buf, MSG_WAITALL), 6);
    assert_int_equal(recv(peer, buf, sizeof buf, 0), 0);
    assert_int_equal(t->recv(t->ctx, buf, sizeof buf, &n), MW_E_USAGE);
    mw_transport_free(t);
    close(peer);
}

static void test_again_after_close(void **state)
{
    uint16_t port;
    size_t before = rig_descriptors();
    int listener = rig_listen(5, &port), i;
    mw_transport *t = new_tcp();

    (void)state;
    for (i = 0; i < 3; i++) {
        assert_int_equal(rig_open(t, "127.0.0.1", port, 2000), MW_OK);
        close(rig_accept(listener));
        t->close(t->ctx);
    }
    mw_transport_free(t);
    close(listener);
    assert_int_equal(rig_descriptors(), before);
}

static void on_alarm(int signal)
{
    (void)signal;
}

static void test_wait_through_signals(void **state)
{
    struct itimerval often = { { 0, 10000 }, { 0, 10000 } }, never = { { 0, 0 }, { 0, 0 } };
    struct sigaction act;
    uint64_t start;
    int peer;
    mw_transport *t = connected(&peer);

    (void)state;
    memset(&act, 0, sizeof act);
    act.sa_handler = on_alarm;
    sigaction(SIGALRM, &act, NULL);
    setitimer(ITIMER_REAL, &often, NULL);
    start = t->now(t->ctx);
    assert_int_equal(t->wait(t->ctx, MW_POLL_READ, 150), 0);
    assert_in_range(t->now(t->ctx) - start, 150, 1000);
    setitimer(ITIMER_REAL, &never, NULL);
    start = t->now(t->ctx);
    assert_int_equal(t->wait(t->ctx, MW_POLL_READ | MW_POLL_WRITE, UINT32_MAX), 0);
    assert_in_range(t->now(t->ctx) - start, 0, 100);
    close(peer);
    mw_transport_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_talk),
        cmocka_unit_test(test_before_open),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_silent),
        cmocka_unit_test(test_all_addresses),
        cmocka_unit_test(test_families_alternate),
        cmocka_unit_test(test_too_many_addresses),
        cmocka_unit_test(test_name),
        cmocka_unit_test(test_ipv6),
        cmocka_unit_test(test_unknown_name),
        cmocka_unit_test(test_reset),
        cmocka_unit_test(test_half_closed),
        cmocka_unit_test(test_no_descriptor),
        cmocka_unit_test(test_send_to_the_dead),
        cmocka_unit_test(test_full),
        cmocka_unit_test(test_close_is_polite),
        cmocka_unit_test(test_again_after_close),
        cmocka_unit_test(test_wait_through_signals),
    };

    return cmocka_run_group_tests_name("tcp", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "bench/loopback.h"
#include "bench/proxy.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Is the proxy right? TAP. Behind it stands a server that sends back what it gets. */

#define DELAY_MS 10u
#define STREAM_BYTES (16u * 1024 * 1024)
#define LIMIT_MS 10000

struct rig {
    struct proxy proxy;
    struct proxy_counts before; /* when the connection was made */
    pid_t server;
    int fd;
};

static int tests, failures;

static void check(int good, const char *what, double value)
{
    printf("%sok %d - %s (%g)\n", good ? "" : "not ", ++tests, what, value);
    failures += !good;
}

/* --- rig --- */

static void echo(int listener)
{
    static char buf[65536];
    int fd;

    while ((fd = loopback_accept(listener)) >= 0) {
        ssize_t n;

        while ((n = recv(fd, buf, sizeof buf, 0)) > 0)
            if (send(fd, buf, (size_t)n, 0) != n)
                break;
        close(fd);
    }
}

/* Receives exactly len bytes within the limit. */
static int receive(int fd, char *to, size_t len)
{
    struct pollfd p = {fd, POLLIN, 0};
    size_t got = 0;
    ssize_t n = 1;

    while (got < len && n > 0 && poll(&p, 1, LIMIT_MS) == 1) {
        n = recv(fd, to + got, len - got, 0);
        got += n > 0 ? (size_t)n : 0;
    }
    return got == len;
}

static int ping(struct rig *r)
{
    char byte = 'x';

    return send(r->fd, &byte, 1, 0) == 1 && receive(r->fd, &byte, 1);
}

/* The proxy has one connection at a time: the first answer shows that it is this one's turn. */
static void dial(struct rig *r)
{
    r->fd = loopback_connect(r->proxy.port);
    if (r->fd < 0 || !ping(r)) {
        puts("Bail out! no connection");
        exit(1);
    }
    memcpy(&r->before, (const void *)r->proxy.counts, sizeof r->before);
}

static void rig_start(struct rig *r)
{
    uint16_t port = 0;
    int listener = loopback_listen(&port);

    memset(r, 0, sizeof *r);
    r->server = loopback_fork();
    if (r->server == 0) {
        echo(listener);
        _exit(0);
    }
    close(listener);
    if (r->server < 0 || proxy_start(&r->proxy, port, DELAY_MS) != 0) {
        puts("Bail out! no processes or sockets");
        exit(1);
    }
    dial(r);
}

static void rig_stop(struct rig *r)
{
    close(r->fd);
    proxy_stop(&r->proxy);
    loopback_stop(&r->server);
}

static double ms_since(uint64_t begin_ns)
{
    return (double)(loopback_now_ns() - begin_ns) / 1e6;
}

static double round_trips(const struct rig *r)
{
    return (double)(r->proxy.counts->round_trips - r->before.round_trips);
}

static double turns(const struct rig *r)
{
    return (double)(r->proxy.counts->turns - r->before.turns);
}

/* --- tests --- */

static void each_way_is_delayed(struct rig *r)
{
    uint64_t begin_ns = loopback_now_ns();
    double least = 1e9;
    int i, good = 1;

    for (i = 0; i < 10; i++) {
        begin_ns = loopback_now_ns();
        good &= ping(r);
        if (ms_since(begin_ns) < least)
            least = ms_since(begin_ns);
    }
    check(good && least >= 2 * DELAY_MS && least < 2 * DELAY_MS + 10,
          "a byte and its answer take twice the delay, ms", least);
}

static void waiting_is_counted(struct rig *r)
{
    int i, good = 1;

    close(r->fd);
    dial(r);
    for (i = 0; i < 20; i++)
        good &= ping(r);
    check(good && round_trips(r) == 20, "20 questions one by one are 20 round trips",
          round_trips(r));
    check(good && turns(r) == 20, "and 20 turns", turns(r));
}

static void pipelining_is_not(struct rig *r)
{
    char bytes[200];
    int good;
    uint64_t begin_ns;

    close(r->fd);
    dial(r);
    memset(bytes, 'y', sizeof bytes);
    begin_ns = loopback_now_ns();
    good = send(r->fd, bytes, 100, 0) == 100 && send(r->fd, bytes, 100, 0) == 100 &&
           receive(r->fd, bytes, 200);
    check(good && round_trips(r) == 1, "200 questions at once are one round trip", round_trips(r));
    check(good && ms_since(begin_ns) < 10 * DELAY_MS, "and take the time of few, ms",
          ms_since(begin_ns));
}

/* Questions every 2 ms, whether answers have come or not: each answer depends on the question
   one delay earlier only. */
static void overlap_is_one_per_delay(struct rig *r)
{
    char bytes[64];
    int i, good = 1;
    double took_ms;
    uint64_t begin_ns;

    close(r->fd);
    dial(r);
    begin_ns = loopback_now_ns();
    for (i = 0; i < 50; i++) {
        good &= send(r->fd, "z", 1, 0) == 1;
        poll(NULL, 0, 2);
    }
    took_ms = ms_since(begin_ns);
    good &= receive(r->fd, bytes, 50);
    check(good && round_trips(r) <= took_ms / (2 * DELAY_MS) + 2,
          "what is sent while answers are under way waits for none of them", round_trips(r));
}

static void put_some(struct rig *r, const char *data, size_t *put)
{
    size_t chunk = 1 + (*put * 7919) % 30000, left = STREAM_BYTES - *put;
    ssize_t n = send(r->fd, data + *put, chunk < left ? chunk : left, 0);

    *put += n > 0 ? (size_t)n : 0;
}

/* Reads nothing before nothing more can be written for a while, so that all buffers on the way fill
   up; then both. Returns how many of the bytes came back as they were. */
static size_t stream(struct rig *r, const char *data, char *back)
{
    struct pollfd p = {r->fd, POLLOUT, 0};
    size_t put = 0, got = 0, i;
    ssize_t n = 1;

    while (put < STREAM_BYTES && poll(&p, 1, 50) == 1)
        put_some(r, data, &put);
    while (got < STREAM_BYTES && n > 0) {
        p.events = put < STREAM_BYTES ? POLLIN | POLLOUT : POLLIN;
        if (poll(&p, 1, LIMIT_MS) != 1)
            break;
        if (p.revents & POLLOUT)
            put_some(r, data, &put);
        if (p.revents & ~POLLOUT) {
            n = recv(r->fd, back + got, STREAM_BYTES - got, 0);
            got += n > 0 ? (size_t)n : 0;
        }
    }
    for (i = 0; i < got && data[i] == back[i]; i++)
        ;
    return i;
}

static void bytes_stay_in_order(struct rig *r)
{
    char *data = malloc(STREAM_BYTES), *back = malloc(STREAM_BYTES);
    uint64_t begin_ns = loopback_now_ns(), up;
    uint32_t x = 1;
    int small = 65536;
    size_t i, same;

    close(r->fd);
    dial(r);
    if (!data || !back)
        exit(1);
    for (i = 0; i < STREAM_BYTES; i++) {
        x = x * 1664525u + 1013904223u;
        data[i] = (char)(x >> 24);
    }
    setsockopt(r->fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    fcntl(r->fd, F_SETFL, O_NONBLOCK);
    same = stream(r, data, back);
    fcntl(r->fd, F_SETFL, 0);
    up = r->proxy.counts->bytes[PROXY_UP] - r->before.bytes[PROXY_UP];
    check(same == STREAM_BYTES, "16 MB come back as they were, sent in pieces of all sizes",
          (double)same);
    check(up == STREAM_BYTES, "and were counted", (double)up);
    check(ms_since(begin_ns) < 4000, "at 4 MB/s each way or faster, ms", ms_since(begin_ns));
    free(data);
    free(back);
}

static void the_end_is_handed_on(struct rig *r)
{
    char bytes[8];
    struct pollfd p;
    int good;

    close(r->fd);
    dial(r);
    good =
        send(r->fd, "last", 4, 0) == 4 && shutdown(r->fd, SHUT_WR) == 0 && receive(r->fd, bytes, 4);
    p.fd = r->fd;
    p.events = POLLIN;
    good = good && poll(&p, 1, LIMIT_MS) == 1 && recv(r->fd, bytes, 8, 0) == 0;
    check(good, "the end of a stream comes behind its last byte, in both directions", good);
    check(r->proxy.counts->connections == 6, "6 connections one after the other",
          (double)r->proxy.counts->connections);
}

int main(void)
{
    struct rig r;

    setvbuf(stdout, NULL, _IOLBF, 0);
    rig_start(&r);
    each_way_is_delayed(&r);
    waiting_is_counted(&r);
    pipelining_is_not(&r);
    overlap_is_one_per_delay(&r);
    bytes_stay_in_order(&r);
    the_end_is_handed_on(&r);
    rig_stop(&r);
    printf("1..%d\n", tests);
    return failures != 0;
}

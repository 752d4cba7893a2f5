/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "bench/proxy.h"
#include "bench/loopback.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#define SEGMENT_BYTES 65536u

/* What was received at once. No bytes: the end of the stream. */
struct segment {
    struct segment *next;
    uint64_t due_ns;
    uint64_t chain; /* round trips that had to happen before it was sent */
    size_t len, off;
    char bytes[];
};

/* One direction. */
struct line {
    struct segment *first, **last;
    size_t held_bytes;
    uint64_t arrived; /* the longest chain among what has arrived at its far end */
    int from, to;
    int from_ended, to_ended;
    int blocked; /* `to` has no room */
};

struct state {
    struct line line[2];
    struct proxy_counts *counts;
    uint64_t delay_ns;
    int client_received; /* since it last sent */
};

static void line_init(struct line *l, int from, int to, uint64_t arrived)
{
    memset(l, 0, sizeof *l);
    l->last = &l->first;
    l->from = from;
    l->to = to;
    l->arrived = arrived;
}

static void line_pop(struct line *l)
{
    struct segment *s = l->first;

    l->first = s->next;
    if (!l->first)
        l->last = &l->first;
    l->held_bytes -= s->len;
    free(s);
}

static void line_clear(struct line *l)
{
    while (l->first)
        line_pop(l);
}

/* What is sent now depends on what has arrived at the sender. */
static uint64_t chain_of(struct state *st, int way)
{
    uint64_t chain = st->line[!way].arrived;

    if (way == PROXY_DOWN)
        return chain;
    if (st->client_received)
        st->counts->turns++;
    st->client_received = 0;
    return chain + 1;
}

/* Receives one segment. 0, or -1: the connection broke. */
static int take(struct state *st, int way)
{
    struct line *l = &st->line[way];
    struct segment *s = malloc(sizeof *s + SEGMENT_BYTES), *smaller;
    ssize_t n;

    if (!s)
        return -1;
    n = loopback_recv(l->from, s->bytes, SEGMENT_BYTES);
    if (n < 0) {
        int again = errno == EAGAIN || errno == EINTR;

        free(s);
        return again ? 0 : -1;
    }
    smaller = realloc(s, sizeof *s + (size_t)n);
    s = smaller ? smaller : s;
    s->next = NULL;
    s->len = (size_t)n;
    s->off = 0;
    s->due_ns = loopback_now_ns() + st->delay_ns;
    s->chain = n ? chain_of(st, way) : 0;
    l->from_ended = n == 0;
    l->held_bytes += s->len;
    st->counts->bytes[way] += s->len;
    st->counts->segments[way] += n > 0;
    *l->last = s;
    l->last = &s->next;
    return 0;
}

static void arrives(struct state *st, int way, const struct segment *s)
{
    struct line *l = &st->line[way];

    if (s->chain > l->arrived)
        l->arrived = s->chain;
    if (way == PROXY_DOWN) {
        st->client_received = 1;
        if (l->arrived > st->counts->round_trips)
            st->counts->round_trips = l->arrived;
    }
}

/* Hands on what is due. 0, or -1: the connection broke. */
static int give(struct state *st, int way, uint64_t now_ns)
{
    struct line *l = &st->line[way];
    struct segment *s;

    l->blocked = 0;
    while ((s = l->first) != NULL && s->due_ns <= now_ns) {
        ssize_t n = 0;

        if (s->off == 0)
            arrives(st, way, s); /* before: whoever has received it finds it counted */
        if (s->len == 0) {
            shutdown(l->to, SHUT_WR);
            l->to_ended = 1;
        } else {
            n = send(l->to, s->bytes + s->off, s->len - s->off, MSG_NOSIGNAL);
        }
        if (n < 0) {
            l->blocked = errno == EAGAIN || errno == EINTR;
            return l->blocked ? 0 : -1;
        }
        s->off += (size_t)n;
        if (s->off == s->len)
            line_pop(l);
    }
    return 0;
}

/* Until the next segment is due; a negative time is for ever. */
static int wait_for(struct state *st, struct pollfd *fds)
{
    uint64_t now_ns = loopback_now_ns(), due_ns = UINT64_MAX;
    struct timespec ts;
    int way;

    for (way = 0; way < 2; way++) {
        struct line *l = &st->line[way];
        int open = !l->from_ended && l->held_bytes < PROXY_LINE_BYTES;

        fds[way].fd = l->from;
        fds[way].events = open ? POLLIN : 0;
        if (st->line[!way].blocked)
            fds[way].events |= POLLOUT;
        if (!fds[way].events)
            fds[way].fd = -1;
        if (l->first && !l->blocked && l->first->due_ns < due_ns)
            due_ns = l->first->due_ns;
    }
    due_ns = due_ns > now_ns ? due_ns - now_ns : 0;
    ts.tv_sec = (time_t)(due_ns / 1000000000u);
    ts.tv_nsec = (long)(due_ns % 1000000000u);
    return ppoll(fds, 2, st->line[0].first || st->line[1].first ? &ts : NULL, NULL);
}

/* Receives before it delivers, so that what a client sent without having seen an answer is not
   taken for a consequence of it. */
static int turn(struct state *st)
{
    struct pollfd fds[2];
    int way;

    if (wait_for(st, fds) < 0)
        return errno == EINTR ? 0 : -1;
    for (way = 0; way < 2; way++)
        if (fds[way].fd >= 0 && (fds[way].revents & (POLLIN | POLLHUP | POLLERR)) &&
            !st->line[way].from_ended && take(st, way) != 0)
            return -1;
    for (way = 0; way < 2; way++)
        if (give(st, way, loopback_now_ns()) != 0)
            return -1;
    return 0;
}

static void connection(struct state *st, int client, int server)
{
    uint64_t before = st->counts->round_trips;

    fcntl(client, F_SETFL, O_NONBLOCK);
    fcntl(server, F_SETFL, O_NONBLOCK);
    line_init(&st->line[PROXY_UP], client, server, before);
    line_init(&st->line[PROXY_DOWN], server, client, before);
    st->client_received = 1;
    while (!st->line[PROXY_UP].to_ended || !st->line[PROXY_DOWN].to_ended)
        if (turn(st) != 0)
            break;
    line_clear(&st->line[PROXY_UP]);
    line_clear(&st->line[PROXY_DOWN]);
}

static void serve(struct state *st, int listener, uint16_t target_port)
{
    for (;;) {
        int client = loopback_accept(listener), server;

        if (client < 0)
            return;
        server = loopback_connect(target_port);
        st->counts->connections++;
        if (server >= 0) {
            connection(st, client, server);
            close(server);
        }
        close(client);
    }
}

int proxy_start(struct proxy *p, uint16_t target_port, unsigned delay_ms)
{
    struct state st;
    struct proxy_counts *counts = loopback_share(sizeof *counts);
    int listener = loopback_listen(&p->port);

    p->pid = 0;
    p->counts = counts;
    if (!counts || listener < 0)
        return -1;
    p->pid = loopback_fork();
    if (p->pid == 0) {
        memset(&st, 0, sizeof st);
        st.counts = counts;
        st.delay_ns = (uint64_t)delay_ms * 1000000u;
        serve(&st, listener, target_port);
        _exit(0);
    }
    close(listener);
    return p->pid < 0 ? -1 : 0;
}

void proxy_stop(struct proxy *p)
{
    loopback_stop(&p->pid);
}

/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "bench/compare.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A mailbox of many small messages read by POP3 over one connection, by mailwire and by others,
   side by side: plain and over TLS, with and without delay. Each compares every byte it reads.

     bench_pop3 [MESSAGES [DELAY_MS]]   figures, one line each: NAME VALUE UNIT
     bench_pop3 quick                   a few messages, and what must hold as TAP */

#define BYTES 5120u
#define FEW 50u
#define MORE 250u

/* mailwire's window may be as large as the mailbox (set below), or what it takes by itself. */
static struct run_client clients[] = {
    { "mailwire", "peer_pop3_mailwire", 1, 0, 0, 0, 0 },
    { "mailwire-default", "peer_pop3_mailwire", 1, 0, 0, 0, 0 },
    { "mailwire-unpipelined", "peer_pop3_mailwire", 1, 1, 0, 0, 0 },
    { "libcurl", "peer_pop3_curl", 1, 0, 0, 0, 0 },
    { "libetpan", "peer_pop3_etpan", 1, 0, 0, 0, 0 },
};
#define CLIENTS (sizeof clients / sizeof clients[0])
#define OURS 2  /* the first two are mailwire at its best */
#define PEERS 3 /* from here on others */

static struct compare bench = { "pop3", clients, CLIENTS, BYTES, 0 };

static void measure_whole(const struct setting *set, const struct run_client *c, struct figures *f)
{
    struct run r = compare_run(&bench, set, c, set->messages);

    compare_play(&r);
    if (!compare_good(&bench, set, &r))
        return;
    compare_take(&r, f);
    f->round_trips = (double)r.proxy.round_trips;
}

/* Who waits for each message takes minutes for all: of two shorter runs the rest follows. */
static void measure_slope(const struct setting *set, const struct run_client *c, struct figures *f)
{
    struct run few = compare_run(&bench, set, c, FEW), more = compare_run(&bench, set, c, MORE);
    double rest = (double)(set->messages - MORE) / (MORE - FEW);

    if (!run_can(c))
        return;
    compare_play(&few);
    compare_play(&more);
    if (!compare_good(&bench, set, &few) || !compare_good(&bench, set, &more))
        return;
    f->wall_s = more.result.wall_s + (more.result.wall_s - few.result.wall_s) * rest;
    f->cpu_us = (compare_cpu_us(&more) * MORE - compare_cpu_us(&few) * FEW) / (MORE - FEW);
    f->round_trips = (double)more.proxy.round_trips +
                     ((double)more.proxy.round_trips - (double)few.proxy.round_trips) * rest;
}

static void measure_delayed(const struct setting *set, struct figures *f)
{
    size_t i;

    for (i = 0; i < CLIENTS; i++)
        if (i < OURS)
            measure_whole(set, &clients[i], &f[i]);
        else
            measure_slope(set, &clients[i], &f[i]);
}

/* --- printing --- */

static void print_figures(const struct setting *set, const struct figures *f)
{
    size_t i, our;

    for (i = 0; i < CLIENTS; i++) {
        int is_slope = set->delay_ms && i >= OURS;

        compare_line(&bench, set, clients[i].name,
                     is_slope ? "round-trips-extrapolated" : "round-trips", f[i].round_trips,
                     "round-trips");
        compare_line(&bench, set, clients[i].name, is_slope ? "wall-extrapolated" : "wall",
                     f[i].wall_s, "s");
        compare_line(&bench, set, clients[i].name, "cpu", f[i].cpu_us, "us/message");
        compare_line(&bench, set, clients[i].name, "peak", f[i].peak_kb, "KB");
        compare_line(&bench, set, clients[i].name, "peak-own", f[i].own_kb, "KB");
    }
    for (our = 0; our < OURS; our++)
        for (i = PEERS; i < CLIENTS; i++) {
            compare_ratio(&bench, set, i, our, "round-trips", f[i].round_trips, f[our].round_trips);
            compare_ratio(&bench, set, i, our, "wall", f[i].wall_s, f[our].wall_s);
            compare_ratio(&bench, set, i, our, "cpu", f[i].cpu_us, f[our].cpu_us);
            compare_ratio(&bench, set, i, our, "peak", f[i].peak_kb, f[our].peak_kb);
            compare_ratio(&bench, set, i, our, "peak-own", f[i].own_kb, f[our].own_kb);
        }
}

static void measure(const struct setting *set)
{
    struct figures f[CLIENTS];
    size_t i;

    printf("# %s: %u messages of %u bytes, one connection\n", set->name, set->messages, BYTES);
    for (i = 0; i < CLIENTS; i++)
        f[i].wall_s = f[i].cpu_us = f[i].round_trips = f[i].peak_kb = f[i].own_kb = -1;
    if (set->delay_ms)
        measure_delayed(set, f);
    else
        compare_direct(&bench, set, f);
    print_figures(set, f);
}

static void print_notes(unsigned delay_ms)
{
    compare_left_out(&bench);
    printf(
        "# wall, cpu: from setting up the library to its good-bye; cpu is user and system time,\n"
        "#   comparing each byte in it. Without delay medians of %d runs, the clients by turns.\n"
        "# peak: VmHWM of the client's process; peak-own: above what it was at main().\n"
        "# mailwire may have all messages in flight (commands), mailwire-default as many as\n"
        "#   mw_net_pop3 takes by itself; mailwire-unpipelined meets no PIPELINING.\n"
        "# With %u ms of delay each way who waits for each message reads %u and %u of them, and\n"
        "#   the rest is extrapolated. round-trips: of all, the log-in in it; see proxy.h.\n"
        "# Not fair to the peers: the proxy delays bytes, not TCP (no slow start, no loss), which\n"
        "#   is kind to who has much under way; mailwire is linked statically, they are not: see\n"
        "#   peak-own. libetpan lists the mailbox first, as it must; it takes any certificate.\n"
        "# Not fair to mailwire: its TLS is Mbed TLS, theirs what the system links them with.\n",
        COMPARE_REPEAT, delay_ms, FEW, MORE);
}

static void figures(unsigned messages, unsigned delay_ms)
{
    const struct setting settings[] = {
        { "plain.direct", NULL, messages, 0, 0 },
        { "tls.direct", NULL, messages, 0, 1 },
        { "plain.delayed", NULL, messages, delay_ms, 0 },
        { "tls.delayed", NULL, messages, delay_ms, 1 },
    };
    size_t i;

    print_notes(delay_ms);
    for (i = 0; i < sizeof settings / sizeof settings[0]; i++)
        measure(&settings[i]);
}

/* --- quick --- */

#define QUICK_DELAY_MS 5
#define QUICK_MESSAGES 200

static int tests;

static void check(int good, const struct setting *set, const char *client, const char *what,
                  double value)
{
    printf("%sok %d - %s %s: %s (%.3f)\n", good ? "" : "not ", ++tests, set->name, client, what,
           value);
    bench.failures += !good;
}

static void quick_client(const struct setting *set, size_t i)
{
    const struct run_client *c = &clients[i];
    struct run r = compare_run(&bench, set, c, set->messages);
    double trips;

    if (!run_can(c)) {
        printf("ok %d - %s # SKIP %s was not built\n", ++tests, c->name, c->program);
        return;
    }
    run_begin(&r);
    run_end(&r, 100);
    trips = (double)r.proxy.round_trips;
    check(!r.problem, set, c->name, r.problem ? r.problem : "all messages came as they are",
          r.result.accepted);
    if (i < OURS)
        check(trips < 12, set, c->name, "few round trips in all, log-in included", trips);
    else
        check(trips >= set->messages, set, c->name, "a round trip each message", trips);
}

static void quick(void)
{
    const struct setting settings[] = {
        { "quick.plain", NULL, QUICK_MESSAGES, QUICK_DELAY_MS, 0 },
        { "quick.tls", NULL, QUICK_MESSAGES, QUICK_DELAY_MS, 1 },
    };
    size_t i, c;

    for (i = 0; i < 2; i++)
        for (c = 0; c < CLIENTS; c++)
            quick_client(&settings[i], c);
    printf("1..%d\n", tests);
}

int main(int argc, char **argv)
{
    unsigned messages = 5000, delay_ms = 20;
    int is_quick = argc > 1 && strcmp(argv[1], "quick") == 0;

    setvbuf(stdout, NULL, _IOLBF, 0);
    run_folder(argv[0]);
    if (argc > 1 && !is_quick)
        messages = (unsigned)strtoul(argv[1], NULL, 10);
    if (argc > 2)
        delay_ms = (unsigned)strtoul(argv[2], NULL, 10);
    if (messages <= MORE || messages > 60000 || delay_ms == 0) {
        fprintf(stderr, "usage: %s [quick | MESSAGES [DELAY_MS]], more than %u messages\n", argv[0],
                MORE);
        return 2;
    }
    clients[0].commands = messages + 8;
    if (is_quick)
        quick();
    else
        figures(messages, delay_ms);
    return bench.failures != 0;
}

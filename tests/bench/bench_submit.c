/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "bench/compare.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Submission of many small messages over one connection, by mailwire and by others, side by side.

     bench_submit [MESSAGES [DELAY_MS]]   figures, one line each: NAME VALUE UNIT
     bench_submit quick                   a few messages, and what must hold as TAP

   With MW_SERVERS in the environment, the directory of tests/servers/start.sh, Postfix is used as
   well as the replay server. */

#define BYTES 5120u
#define FEW 50u
#define MORE 250u

static const struct run_client clients[] = {
    { "mailwire-bdat", "peer_mailwire", 0, 0, 0, 256, 32768 },
    { "mailwire-data", "peer_mailwire", 0, 0, 1, 256, 32768 },
    { "libcurl", "peer_curl", 0, 0, 0, 0, 0 },
    { "libesmtp", "peer_esmtp", 0, 0, 0, 0, 0 },
};
#define CLIENTS (sizeof clients / sizeof clients[0])
#define OURS 2 /* the first two are mailwire's */

static struct compare bench = { "submit", clients, CLIENTS, BYTES, 0 };

/* --- without delay: what the client costs --- */

static double syscalls_per_message(const struct setting *set, const struct run_client *c)
{
    struct run few = compare_run(&bench, set, c, FEW), more = compare_run(&bench, set, c, MORE);

    run_traced(&few, 60);
    run_traced(&more, 60);
    if (!compare_good(&bench, set, &few) || !compare_good(&bench, set, &more))
        return -1;
    return ((double)more.syscalls - (double)few.syscalls) / (MORE - FEW);
}

static void measure_direct(const struct setting *set, struct figures *f)
{
    size_t i;

    compare_direct(&bench, set, f);
    for (i = 0; i < CLIENTS; i++)
        if (f[i].wall_s >= 0)
            f[i].syscalls = syscalls_per_message(set, &clients[i]);
}

/* --- with delay: what waiting costs --- */

static void figures_of(const struct run *r, struct figures *f)
{
    compare_take(r, f);
    f->round_trips = (double)r->proxy.round_trips / r->messages;
}

static void measure_slope(const struct setting *set, const struct run_client *c, struct figures *f)
{
    struct run few = compare_run(&bench, set, c, FEW), more = compare_run(&bench, set, c, MORE);
    double wall, cpu, trips;

    if (!run_can(c))
        return;
    compare_play(&few);
    compare_play(&more);
    if (!compare_good(&bench, set, &few) || !compare_good(&bench, set, &more))
        return;
    wall = (more.result.wall_s - few.result.wall_s) / (MORE - FEW);
    cpu = (compare_cpu_us(&more) * MORE - compare_cpu_us(&few) * FEW) / (MORE - FEW);
    trips = ((double)more.proxy.round_trips - (double)few.proxy.round_trips) / (MORE - FEW);
    f->wall_s = more.result.wall_s + wall * (set->messages - MORE);
    f->cpu_us = cpu;
    f->round_trips = trips;
}

/* How many messages are under way is the configuration's: a small window costs round trips. */
static void window_table(const struct setting *set)
{
    static const unsigned sizes[][2] = {
        {16, 32768}, {64, 32768}, {256, 32768}, {256, 8192}, {256, 4096}};
    size_t i;

    for (i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct run r = compare_run(&bench, set, &clients[0], set->messages);
        struct figures f = {-1, -1, -1, -1, -1, -1};
        char name[64];

        r.client.commands = sizes[i][0];
        r.client.out_bytes = sizes[i][1];
        compare_play(&r);
        if (!compare_good(&bench, set, &r))
            continue;
        figures_of(&r, &f);
        snprintf(name, sizeof name, "mailwire-bdat.commands-%u.out-bytes-%u", sizes[i][0],
                 sizes[i][1]);
        compare_line(&bench, set, name, "round-trips", f.round_trips, "round-trips/message");
        compare_line(&bench, set, name, "wall", f.wall_s, "s");
        compare_line(&bench, set, name, "peak-own", f.own_kb, "KB");
    }
}

/* DATA needs a round trip a message, so all of its messages take minutes; the others run beside
   it, as nobody is short of CPU time here. */
static void measure_delayed(const struct setting *set, struct figures *f)
{
    struct run bdat = compare_run(&bench, set, &clients[0], set->messages);
    struct run data = compare_run(&bench, set, &clients[1], set->messages);
    size_t i;

    run_begin(&data);
    compare_play(&bdat);
    if (compare_good(&bench, set, &bdat))
        figures_of(&bdat, &f[0]);
    for (i = OURS; i < CLIENTS; i++)
        measure_slope(set, &clients[i], &f[i]);
    window_table(set);
    run_end(&data, COMPARE_LIMIT_S);
    if (compare_good(&bench, set, &data))
        figures_of(&data, &f[1]);
}

/* --- printing --- */

static void print_ratios(const struct setting *set, const struct figures *f)
{
    size_t our, i;

    for (our = 0; our < OURS; our++)
        for (i = OURS; i < CLIENTS; i++) {
            compare_ratio(&bench, set, i, our, "round-trips", f[i].round_trips, f[our].round_trips);
            compare_ratio(&bench, set, i, our, "wall", f[i].wall_s, f[our].wall_s);
            compare_ratio(&bench, set, i, our, "cpu", f[i].cpu_us, f[our].cpu_us);
            compare_ratio(&bench, set, i, our, "peak", f[i].peak_kb, f[our].peak_kb);
            compare_ratio(&bench, set, i, our, "peak-own", f[i].own_kb, f[our].own_kb);
            compare_ratio(&bench, set, i, our, "system-calls", f[i].syscalls, f[our].syscalls);
        }
}

static void print_figures(const struct setting *set, const struct figures *f)
{
    size_t i;

    for (i = 0; i < CLIENTS; i++) {
        int is_slope = set->delay_ms && i >= OURS;

        compare_line(&bench, set, clients[i].name, "round-trips", f[i].round_trips,
                     "round-trips/message");
        compare_line(&bench, set, clients[i].name, is_slope ? "wall-extrapolated" : "wall",
                     f[i].wall_s, "s");
        compare_line(&bench, set, clients[i].name, "cpu", f[i].cpu_us, "us/message");
        compare_line(&bench, set, clients[i].name, "peak", f[i].peak_kb, "KB");
        compare_line(&bench, set, clients[i].name, "peak-own", f[i].own_kb, "KB");
        compare_line(&bench, set, clients[i].name, "system-calls", f[i].syscalls, "calls/message");
    }
    print_ratios(set, f);
}

static void measure(const struct setting *set)
{
    struct figures f[CLIENTS];
    size_t i;

    printf("# %s: %u messages of %u bytes, one recipient, one connection\n", set->name,
           set->messages, BYTES);
    for (i = 0; i < CLIENTS; i++)
        f[i].wall_s = f[i].cpu_us = f[i].round_trips = f[i].peak_kb = f[i].own_kb = f[i].syscalls =
            -1;
    if (set->delay_ms)
        measure_delayed(set, f);
    else
        measure_direct(set, f);
    print_figures(set, f);
}

static void print_notes(unsigned delay_ms)
{
    compare_left_out(&bench);
    printf(
        "# wall, cpu: from setting up the library to its good-bye; cpu is user and system time.\n"
        "#   Without delay medians of %d runs, the clients by turns.\n"
        "# peak: VmHWM of the client's process; peak-own: above what it was at main().\n"
        "# system-calls: slope between %u and %u messages, traced.\n"
        "# With %u ms of delay each way libcurl and libESMTP send %u and %u messages: round trips\n"
        "#   and cpu are the slope, wall is extrapolated by it. mailwire sends all.\n"
        "# round-trips: the longest chain of answers that had to be waited for; see proxy.h.\n",
        COMPARE_REPEAT, FEW, MORE, delay_ms, FEW, MORE);
    printf(
        "# Not fair to the peers: the proxy delays bytes, not TCP (no slow start, no loss, a\n"
        "#   window of %u MB, connecting is free), which is kind to who has much under way.\n"
        "#   mailwire may have 64 messages in flight (commands 256), more than its default; it is\n"
        "#   linked statically, they are not, with libraries not needed here: see peak-own.\n"
        "#   libESMTP holds all messages of a session, by design, and reads their headers.\n"
        "# Not fair to mailwire: the replay server and the proxy acknowledge at once, which hides\n"
        "#   that libESMTP leaves Nagle's algorithm on; libcurl need not look at line ends.\n",
        PROXY_LINE_BYTES / 1024 / 1024);
}

/* --- Postfix --- */

static int postfix_ports(struct run_target *t)
{
    const char *folder = getenv("MW_SERVERS");
    char path[512], name[64];
    unsigned port;
    FILE *f;

    memset(t, 0, sizeof *t);
    if (!folder)
        return 0;
    snprintf(path, sizeof path, "%s/ports.txt", folder);
    f = fopen(path, "r");
    while (f && fscanf(f, "%63s %u", name, &port) == 2) {
        if (strcmp(name, "POSTFIX_CLEAR") == 0)
            t->port[0] = (uint16_t)port;
        if (strcmp(name, "POSTFIX_NOCHUNK") == 0)
            t->port[1] = (uint16_t)port;
    }
    if (f)
        fclose(f);
    return t->port[0] && t->port[1];
}

static void figures(unsigned messages, unsigned delay_ms)
{
    struct run_target postfix;
    struct setting direct = {"replay.direct", NULL, messages, 0, 0};
    struct setting delayed = {"replay.delayed", NULL, messages, delay_ms, 0};

    print_notes(delay_ms);
    measure(&direct);
    measure(&delayed);
    if (!postfix_ports(&postfix))
        return;
    direct.name = "postfix.direct";
    delayed.name = "postfix.delayed";
    direct.target = delayed.target = &postfix;
    measure(&direct);
    measure(&delayed);
}

/* --- quick --- */

#define QUICK_DELAY_MS 5
#define QUICK_MESSAGES 60

static int tests;

static void check(int good, const char *client, const char *what, double value)
{
    printf("%sok %d - %s: %s (%.3f)\n", good ? "" : "not ", ++tests, client, what, value);
    bench.failures += !good;
}

static void quick_client(const struct setting *set, const struct run_client *c)
{
    struct run r = compare_run(&bench, set, c, set->messages);
    double trips;

    if (!run_can(c)) {
        printf("ok %d - %s # SKIP %s was not built\n", ++tests, c->name, c->program);
        return;
    }
    run_begin(&r);
    run_end(&r, 100);
    trips = (double)r.proxy.round_trips / r.messages;
    check(!r.problem, c->name, r.problem ? r.problem : "all messages arrived as they were",
          r.result.accepted);
    if (strcmp(c->name, "mailwire-bdat") == 0)
        check(trips < 1, c->name, "less than one round trip a message", trips);
    else if (strcmp(c->name, "mailwire-data") == 0)
        check(trips > 0.9 && trips < 1.2, c->name, "about one round trip a message", trips);
    else if (strcmp(c->name, "libcurl") == 0)
        check(trips >= 3, c->name, "at least three round trips a message", trips);
    else
        check(trips > 0, c->name, "round trips a message are counted", trips);
}

static void quick(void)
{
    const struct setting set = {"quick", NULL, QUICK_MESSAGES, QUICK_DELAY_MS, 0};
    size_t i;

    for (i = 0; i < CLIENTS; i++)
        quick_client(&set, &clients[i]);
    printf("1..%d\n", tests);
}

int main(int argc, char **argv)
{
    unsigned messages = 5000, delay_ms = 20;

    setvbuf(stdout, NULL, _IOLBF, 0);
    run_folder(argv[0]);
    if (argc > 1 && strcmp(argv[1], "quick") == 0) {
        quick();
        return bench.failures != 0;
    }
    if (argc > 1)
        messages = (unsigned)strtoul(argv[1], NULL, 10);
    if (argc > 2)
        delay_ms = (unsigned)strtoul(argv[2], NULL, 10);
    if (messages <= MORE || delay_ms == 0) {
        fprintf(stderr, "usage: %s [quick | MESSAGES [DELAY_MS]], more than %u messages\n", argv[0],
                MORE);
        return 2;
    }
    figures(messages, delay_ms);
    return bench.failures != 0;
}
